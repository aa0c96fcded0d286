import type { Knex } from 'knex'
import { APP_ROLE } from '../database.ts'

/**
 * How often each caller has asked in its present window. Unlogged: a crash of the database forgets a minute of
 * counting, and no request waits for a disk. Names are hashes and ids of keys, never addresses; the application can
 * count, and look at nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table rate_windows (
      name text primary key,
      ends_at timestamptz not null,
      used bigint not null
    );
    create index on rate_windows (ends_at);

    -- Adds to several counters at once, each [{ name, seconds, amount }], and says how each stands.
    create function count_requests(entries jsonb)
    returns table (name text, used bigint, ms_left integer)
    language sql volatile security definer set search_path = public, pg_temp as $$
      insert into rate_windows as w (name, ends_at, used)
      -- In one order, so that two processes never wait for each other.
      select e.name, now() + make_interval(secs => e.seconds), e.amount
      from jsonb_to_recordset(entries) as e (name text, seconds integer, amount integer) order by e.name
      on conflict (name) do update set
        used = excluded.used + case when w.ends_at > now() then w.used else 0 end,
        ends_at = case when w.ends_at > now() then w.ends_at else excluded.ends_at end
      returning w.name, w.used, (extract(epoch from w.ends_at - now()) * 1000)::integer;
    $$;

    create function forget_rate_windows() returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
      delete from rate_windows where ends_at < now() - interval '1 minute';
    $$;

    revoke all on function count_requests(jsonb), forget_rate_windows() from public;
    grant execute on function count_requests(jsonb), forget_rate_windows() to ${APP_ROLE};
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function count_requests(jsonb), forget_rate_windows(); drop table rate_windows')
}
