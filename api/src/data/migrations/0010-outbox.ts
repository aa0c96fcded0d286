import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

/**
 * Tasks for a queue that lives outside of the database. A schema of its own, as pg-boss's: they are of all accounts,
 * and hold ids only.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create schema outbox;
    create table outbox.tasks (
      id uuid primary key default gen_random_uuid(),
      task text not null,
      payload jsonb not null,
      priority integer not null default 0,
      -- Since when it could run; a try that failed begins anew.
      runnable_at timestamptz not null default now(),
      -- When it is to be handed over (again), and how often it was.
      push_at timestamptz not null default now(),
      pushes integer not null default 0,
      tries integer not null default 0,
      lease uuid,
      leased_until timestamptz,
      -- The kind of the last error; messages may quote what a partner sent.
      error text,
      failed_at timestamptz
    );
    create index on outbox.tasks (push_at) where failed_at is null;
    create index on outbox.tasks (runnable_at) where failed_at is null;
    grant usage on schema outbox to ${APP_ROLE};
    grant select, insert, update, delete on outbox.tasks to ${APP_ROLE};
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop schema outbox cascade')
}
