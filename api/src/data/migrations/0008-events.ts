import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table events (
      id text primary key,
      account_id text not null references accounts (id),
      sequence bigint not null,
      type text not null,
      -- No references: an event outlives what it tells of.
      tenant_id text,
      resource_id text not null,
      resource_version integer,
      data jsonb not null,
      created_at timestamptz not null,
      constraint events_sequence_key unique (account_id, sequence)
    );
    create index on events (account_id, type, sequence);
    create index on events (account_id, created_at);
    alter table events enable row level security;
    alter table events force row level security;
    create policy account on events using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
    grant select, insert, delete on events to ${APP_ROLE};
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('events')
}
