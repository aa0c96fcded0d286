import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`
/** Set by the one who chooses what is sent next, which is a choice among all accounts. */
const DISPATCH = `(select current_setting('app.dispatch', true) = 'on')`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table webhook_endpoints (
      id text primary key,
      account_id text not null references accounts (id),
      -- No reference: that its tenant was deleted is told to it as well.
      tenant_id text,
      url text not null,
      description text not null default '',
      types text[],
      include text not null check (include in ('thin', 'full')),
      format text not null check (format in ('standard', 'legacy')),
      status text not null default 'enabled' check (status in ('enabled', 'disabled')),
      disabled_reason text check (disabled_reason in ('requested', 'failing', 'gone')),
      -- Newest first, each encrypted, the older ones with a time until which they sign as well.
      secrets jsonb not null,
      legacy_secret text,
      -- Since when nothing has been taken; whether the last try was not even answered; not before when it wants more.
      failing_since timestamptz,
      silent boolean not null default false,
      paused_until timestamptz,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index on webhook_endpoints (account_id, id desc);

    create table webhook_deliveries (
      id text primary key,
      account_id text not null references accounts (id),
      endpoint_id text not null references webhook_endpoints (id) on delete cascade,
      event_id text not null,
      event_type text not null,
      status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
      due_at timestamptz not null,
      -- Of the present run of tries; a retry by hand begins a new one.
      tries integer not null default 0,
      first_try_at timestamptz,
      -- Whoever sends it holds it; one that dies lets go by falling silent.
      lease text,
      leased_until timestamptz,
      attempts jsonb not null default '[]',
      created_at timestamptz not null default now(),
      constraint webhook_deliveries_event_key unique (endpoint_id, event_id)
    );
    create index on webhook_deliveries (endpoint_id, id desc);
    create index on webhook_deliveries (account_id, created_at);
    create index on webhook_deliveries (due_at) where status = 'pending';
    create index on webhook_deliveries (endpoint_id, due_at) where status = 'pending';
  `)
  for (const table of ['webhook_endpoints', 'webhook_deliveries'])
    await knex.raw(`
      alter table ${table} enable row level security;
      alter table ${table} force row level security;
      create policy account on ${table} using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
      create policy dispatch_read on ${table} for select using (${DISPATCH});
      create policy dispatch_lease on ${table} for update using (${DISPATCH}) with check (${DISPATCH});
      grant select, insert, update, delete on ${table} to ${APP_ROLE};
    `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('webhook_deliveries')
  await knex.schema.dropTable('webhook_endpoints')
}
