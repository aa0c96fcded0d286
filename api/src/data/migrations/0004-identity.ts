import type { Knex } from 'knex'

/** Rolled keys, people's organizations, and sessions of private portals. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The secret before the last roll, as long as it still works.
    alter table api_keys
      add column previous_hash text constraint api_keys_previous_hash_key unique,
      add column previous_expires_at timestamptz;
    drop policy presented on api_keys;
    create policy presented on api_keys for select
      using ((select nullif(current_setting('app.key_hash', true), '')) in (hash, previous_hash));

    -- Whoever proves to act for an organization may find the one account that it is linked to.
    alter table accounts add column clerk_org_id text constraint accounts_clerk_org_id_key unique;
    create policy linked on accounts for select
      using (clerk_org_id = (select nullif(current_setting('app.clerk_org_id', true), '')));

    -- Sessions of an earlier epoch are revoked.
    alter table tenants add column session_epoch integer not null default 1;

    -- A key that may manage keys may see what they did. Without its owner being let past the policies for a moment
    -- this would find no row.
    alter table api_keys no force row level security;
    update api_keys set scopes = array_append(scopes, 'audit:read')
      where 'keys:write' = any (scopes) and tenant_id is null;
    alter table api_keys force row level security;
  `)
}

export async function down(): Promise<void> {
  throw new Error('rolled keys would be lost: restore a backup instead')
}
