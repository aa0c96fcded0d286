import type { Leased, Outbox, Unpushed } from '../ports/outbox.ts'
import type { Database } from './database.ts'

/** As pg-boss is told: a killed worker's task is free again after this; its holder renews it well before. */
const LEASE = '15 seconds'
/** A process that dies between taking a row and handing it over delays it by this. */
const PUSH_CLAIM = '10 seconds'
/** What was handed over and is not done by then was lost outside, a purged queue say. */
const PUSH_AGAIN = '1 hour'
/** Handlers count their own tries and give up well before; the rest is for killed processes, and for a store that is
 * away for hours. */
const MAX_TRIES = 1000

/** The outbox of one database. All of it is the installation's own, so no account is set. */
export function createOutbox(db: Database): Outbox {
  const rowsOf = <Row>(sql: string, bindings: unknown[] = []): Promise<Row[]> =>
    db.forNobody(async (trx) => (await trx.raw(sql, bindings as string[])).rows as Row[])

  return {
    async add(transaction, items) {
      if (items.length === 0) return
      await transaction.raw(
        `insert into outbox.tasks (task, payload, priority, runnable_at, push_at)
         select task, payload, priority, due, due
         from jsonb_to_recordset(?::jsonb) as t (task text, payload jsonb, priority integer, delay integer),
           lateral (select now() + delay * interval '1 second' as due) as times`,
        [
          JSON.stringify(
            items.map(({ task, payload, priority = 0, delaySeconds = 0 }) => {
              return { task, payload, priority, delay: delaySeconds }
            }),
          ),
        ],
      )
    },

    unpushed: (limit) =>
      rowsOf<Unpushed>(
        `update outbox.tasks set push_at = now() + interval '${PUSH_CLAIM}'
         where id in (
           select id from outbox.tasks where failed_at is null and push_at <= now()
           order by priority desc, push_at limit ? for update skip locked
         ) returning id, task, pushes`,
        [limit],
      ),

    async pushed(ids) {
      await rowsOf(
        `update outbox.tasks set pushes = pushes + 1, push_at = now() + interval '${PUSH_AGAIN}'
         where id = any(?::uuid[])`,
        [ids],
      )
    },

    async lease(id, task, token): Promise<Leased> {
      const [row] = await rowsOf<{ payload: unknown; mine: boolean; failed: boolean }>(
        `with mine as (
           update outbox.tasks set
             tries = tries + 1, lease = ?, leased_until = now() + interval '${LEASE}',
             failed_at = case when tries >= ${MAX_TRIES} then now() end
           where id = ? and task = ? and failed_at is null and (leased_until is null or leased_until < now())
           returning id, payload, failed_at
         )
         select payload, true as mine, failed_at is not null as failed from mine
         union all
         select null, false, false from outbox.tasks
         where id = ? and task = ? and failed_at is null and not exists (select from mine)`,
        [token, id, task, id, task],
      )
      if (!row || row.failed) return 'gone'
      return row.mine ? { payload: row.payload } : 'held'
    },

    async renew(id, token) {
      const rows = await rowsOf(
        `update outbox.tasks set leased_until = now() + interval '${LEASE}'
         where id = ? and lease = ? returning id`,
        [id, token],
      )
      return rows.length > 0
    },

    async finish(id, token) {
      const rows = await rowsOf('delete from outbox.tasks where id = ? and lease = ? returning id', [
        id,
        token,
      ])
      return rows.length > 0
    },

    async giveBack(id, token, error) {
      await rowsOf(
        `update outbox.tasks set
           lease = null, leased_until = null, runnable_at = now(), error = ?,
           tries = tries - ${error === undefined ? 1 : 0}
         where id = ? and lease = ?`,
        [error ?? null, id, token],
      )
    },

    async oldestRunnableAgeMs() {
      const [row] = await rowsOf<{ age: number }>(
        `select extract(epoch from now() - runnable_at)::float8 * 1000 as age from outbox.tasks
         where failed_at is null and (leased_until is null or leased_until < now())
         order by runnable_at limit 1`,
      )
      return row ? Math.max(0, row.age) : null
    },
  }
}
