import type { Knex } from 'knex'

/** Orders that were brought over keep the id they had, which is how a second time knows them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table orders add column external_id text;
    create unique index orders_external_id_key on orders (account_id, tenant_slug, external_id)
      where external_id is not null;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table orders drop column external_id')
}
