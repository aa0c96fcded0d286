import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table idempotency_keys (
      account_id text not null references accounts (id),
      -- Id of the key that asked.
      owner text not null,
      operation text not null,
      name text not null,
      request_hash text not null,
      -- Whoever holds the latest may seal.
      token uuid not null,
      locked_until timestamptz not null,
      -- Encrypted under the caller's own credential: an answer may hold a secret that is shown once.
      answer bytea,
      created_at timestamptz not null default now(),
      primary key (owner, operation, name)
    );
    create index on idempotency_keys (account_id, created_at);

    alter table idempotency_keys enable row level security;
    alter table idempotency_keys force row level security;
    create policy account on idempotency_keys
      using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
    grant select, insert, update, delete on idempotency_keys to ${APP_ROLE};
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('idempotency_keys')
}
