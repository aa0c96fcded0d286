import type { Knex } from 'knex'

/** A restored copy stays silent towards others until its operator says that it is the one that counts. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table instance add column webhooks text not null default 'on' check (webhooks in ('on', 'off'));
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table instance drop column webhooks')
}
