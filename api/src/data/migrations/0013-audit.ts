import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

/** No configuration goes below it, and no mistake in the code either. */
const LEAST_DAYS = 30
const ACCOUNT = `(select nullif(current_setting('app.account_id', true), ''))`

/** Who changed what, and when: lines that the application can add, and can take away only once they are old. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table audit_log (
      id text primary key,
      account_id text not null references accounts (id),
      at timestamptz not null default now(),
      actor_id text not null,
      actor_kind text not null check (actor_kind in ('key', 'person', 'operator')),
      operation text not null,
      -- No foreign key: a line outlives what it is about.
      resource_id text,
      request_id text not null,
      outcome text not null
    );
    create index on audit_log (account_id, id desc);
    create index on audit_log (account_id, resource_id, id desc);
    create index on audit_log (account_id, actor_id, id desc);

    alter table audit_log enable row level security;
    alter table audit_log force row level security;
    create policy account on audit_log for select using (account_id = ${ACCOUNT});
    create policy appended on audit_log for insert with check (account_id = ${ACCOUNT});
    -- The application appends and forgets what is old; what is younger it can neither change nor remove.
    create policy forgotten on audit_log for delete
      using (account_id = ${ACCOUNT} and at < now() - interval '${LEAST_DAYS} days');
    grant select, insert, delete on audit_log to ${APP_ROLE};
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table audit_log')
}
