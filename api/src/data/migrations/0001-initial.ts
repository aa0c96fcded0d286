import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

/** Rows belong to the account that the transaction was opened for; an unset or empty setting owns nothing. */
const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

const TABLES_OF_AN_ACCOUNT = [
  'api_keys',
  'items',
  'pack_items',
  'tenants',
  'generations',
  'generation_items',
  'renders',
]

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    do $$ begin
      if not exists (select 1 from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
    end $$;

    create table instance (
      only_row boolean primary key default true check (only_row),
      secret text not null
    );

    create table accounts (
      id text primary key,
      name text not null,
      currency text not null default 'EUR',
      created_at timestamptz not null default now()
    );

    create table tenants (
      id text primary key,
      account_id text not null references accounts (id),
      slug text not null constraint tenants_slug_key unique,
      external_id text,
      name text not null,
      status text not null default 'active' check (status in ('active', 'archived')),
      logo jsonb,
      primary_color text,
      secondary_color text,
      locale text not null check (locale in ('fr', 'en')),
      access text not null default 'public' check (access in ('public', 'private')),
      settings jsonb not null default '{}',
      metadata jsonb not null default '{}',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint tenants_external_id_key unique (account_id, external_id)
    );
    create index on tenants (account_id, id desc);

    create table api_keys (
      id text primary key,
      account_id text not null references accounts (id),
      type text not null check (type in ('secret', 'publishable')),
      name text not null,
      prefix text not null,
      hash text not null unique,
      -- A publishable key stands in the source of public pages; it is kept so that our own can carry it.
      public_key text check (public_key is null or type = 'publishable'),
      hosted boolean not null default false,
      scopes text[] not null default '{}',
      tenant_id text references tenants (id) on delete cascade,
      allowed_origins text[] not null default '{}',
      expires_at timestamptz,
      revoked_at timestamptz,
      last_used_at timestamptz,
      created_at timestamptz not null default now()
    );
    create index on api_keys (account_id, id desc);
    create unique index on api_keys (account_id) where hosted;

    -- Products, packs and collections share slugs, photos, placements and renders: one table.
    create table items (
      id text primary key,
      account_id text not null references accounts (id),
      kind text not null check (kind in ('product', 'pack', 'collection')),
      slug text not null,
      external_id text,
      name text not null,
      description text not null default '',
      price_amount integer check (price_amount >= 0),
      price_currency text,
      collection_id text constraint items_collection_id_fkey references items (id),
      category text,
      tags text[] not null default '{}',
      min_quantity integer not null default 1,
      quantity_step integer not null default 1,
      position integer not null default 0,
      status text not null default 'active' check (status in ('active', 'archived')),
      photo jsonb,
      placement jsonb not null default '{"layers": []}',
      metadata jsonb not null default '{}',
      -- Name, description, category and tags without accents and case, made by the application.
      search text not null default '',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint items_slug_key unique (account_id, slug),
      constraint items_external_id_key unique (account_id, kind, external_id),
      check ((kind = 'collection') = (price_amount is null)),
      check ((price_amount is null) = (price_currency is null))
    );
    create index on items (account_id, kind, position, id);
    create index on items (collection_id) where collection_id is not null;

    create table pack_items (
      account_id text not null references accounts (id),
      pack_id text not null references items (id) on delete cascade,
      product_id text not null constraint pack_items_product_id_fkey references items (id),
      place integer not null,
      quantity integer not null check (quantity > 0),
      primary key (pack_id, product_id)
    );
    create index on pack_items (product_id);

    create table generations (
      id text primary key,
      account_id text not null references accounts (id),
      tenant_id text not null references tenants (id) on delete cascade,
      reason text not null,
      status text not null default 'queued'
        check (status in ('queued', 'running', 'succeeded', 'partially_failed', 'failed', 'canceled')),
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz
    );
    create index on generations (tenant_id, id desc);
    create index on generations (tenant_id) where status in ('queued', 'running');

    create table generation_items (
      account_id text not null references accounts (id),
      generation_id text not null references generations (id) on delete cascade,
      item_id text not null references items (id) on delete cascade,
      place integer not null,
      first boolean not null default false,
      status text not null default 'pending' check (status in ('pending', 'done', 'failed', 'canceled')),
      attempts integer not null default 0,
      -- The fencing token: only the try that holds the latest may record.
      claim uuid,
      code text,
      detail text,
      primary key (generation_id, item_id)
    );
    create index on generation_items (item_id);

    create table renders (
      id text primary key,
      account_id text not null references accounts (id),
      tenant_id text not null references tenants (id) on delete cascade,
      item_id text not null references items (id) on delete cascade,
      status text not null check (status in ('ready', 'pending', 'failed')),
      fingerprint text,
      files jsonb not null default '[]',
      placeholder text,
      legibility jsonb,
      updated_at timestamptz not null default now(),
      unique (tenant_id, item_id)
    );
    create index on renders (item_id);
  `)
  // Enough for every account and key, and never the same twice on two installations.
  await knex.raw(
    `insert into instance (secret) values (encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'))`,
  )
  await protect(knex)
}

async function protect(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table accounts enable row level security;
    alter table accounts force row level security;
    create policy account on accounts using (id = ${ACCOUNT}) with check (id = ${ACCOUNT});
  `)
  for (const table of TABLES_OF_AN_ACCOUNT)
    await knex.raw(`
      alter table ${table} enable row level security;
      alter table ${table} force row level security;
      create policy account on ${table} using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
    `)
  // Whoever presents a key, or names a portal, may find that one row; what it belongs to follows from it.
  await knex.raw(`
    create policy presented on api_keys for select
      using (hash = (select nullif(current_setting('app.key_hash', true), '')));
    create policy named on tenants for select
      using (slug = (select nullif(current_setting('app.portal_slug', true), '')));

    grant usage on schema public to ${APP_ROLE};
    grant select on instance to ${APP_ROLE};
    grant select, insert, update, delete on accounts, ${TABLES_OF_AN_ACCOUNT.join(', ')} to ${APP_ROLE};
  `)
}

export async function down(): Promise<void> {
  throw new Error('the first migration is not undone: drop the database instead')
}
