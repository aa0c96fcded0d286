import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- What is counted without a gap: a row is locked from its change to the end of the transaction.
    create table account_counters (
      account_id text primary key references accounts (id),
      order_year integer not null default 0,
      order_number integer not null default 0,
      event_sequence bigint not null default 0
    );

    create table orders (
      id text primary key,
      account_id text not null references accounts (id),
      number text not null,
      -- No reference: an order outlives the tenant whose portal it came from.
      tenant_id text not null,
      tenant_name text not null,
      tenant_slug text not null,
      status text not null default 'pending_quote' check (status in
        ('pending_quote', 'quoted', 'confirmed', 'processing', 'completed', 'declined', 'canceled')),
      customer jsonb,
      shipping jsonb,
      billing jsonb,
      desired_delivery_date text,
      internal_reference text,
      notes text,
      lines jsonb not null,
      subtotal_amount bigint not null,
      currency text not null,
      -- Without accents and case, made by the application.
      search text not null,
      contact_erased_at timestamptz,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint orders_number_key unique (account_id, number)
    );
    create index on orders (account_id, id desc);
    create index on orders (account_id, tenant_id, id desc);
    create index on orders (account_id, created_at);
  `)
  for (const table of ['account_counters', 'orders'])
    await knex.raw(`
      alter table ${table} enable row level security;
      alter table ${table} force row level security;
      create policy account on ${table} using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
      grant select, insert, update, delete on ${table} to ${APP_ROLE};
    `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('orders')
  await knex.schema.dropTable('account_counters')
}
