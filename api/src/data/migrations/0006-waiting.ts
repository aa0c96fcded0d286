import type { Knex } from 'knex'

/** What waits of an account is counted each time something is put behind it; how long its pictures took, to foretell. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index generations_waiting on generations (account_id) where status = 'queued';
    create index generation_items_waiting on generation_items (account_id, first) where status = 'pending';

    alter table renders add column seconds real;
    create index renders_latest on renders (account_id, updated_at desc) where seconds is not null;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index generations_waiting, generation_items_waiting, renders_latest;
    alter table renders drop column seconds;
  `)
}
