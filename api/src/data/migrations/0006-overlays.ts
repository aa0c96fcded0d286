import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

/** What a tenant's portal hides, reorders or prices otherwise: what is not said here is the item's own. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table tenant_items (
      account_id text not null references accounts (id),
      tenant_id text not null references tenants (id) on delete cascade,
      item_id text not null references items (id) on delete cascade,
      hidden boolean not null default false,
      position integer,
      price_amount integer check (price_amount >= 0),
      price_currency text,
      primary key (tenant_id, item_id),
      check ((price_amount is null) = (price_currency is null))
    );
    create index on tenant_items (item_id);
    alter table tenant_items enable row level security;
    alter table tenant_items force row level security;
    create policy account on tenant_items using (account_id = ${ACCOUNT}) with check (account_id = ${ACCOUNT});
    grant select, insert, update, delete on tenant_items to ${APP_ROLE};

    -- On the tenant's own row: whoever keeps what its portal shows looks at the version of that.
    alter table tenants add column catalog_version integer not null default 1;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table tenant_items; alter table tenants drop column catalog_version')
}
