import { expect, test } from 'vitest'
import { createPostgresQueue } from '../../src/drivers/task-queue/postgres.ts'
import { taskQueueSuite } from './task-queue.ts'

const { withQueue, enqueue, database, knex } = taskQueueSuite(async (db) => {
  await db.query('delete from pgboss.job')
  return {
    async start() {
      const options = { connectionString: db.appUrl, worker: true, onError: () => undefined }
      const queue = createPostgresQueue(options)
      await queue.start()
      return queue
    },
    left: async () =>
      (await db.query(`select from pgboss.job where name = 'tasks' and state <> 'completed'`)).length,
    errors: async () => db.query('select output from pgboss.job where output is not null'),
    since: async (task, ago) => {
      await db.query(`update pgboss.job set start_after = now() - $2::interval where data->>'task' = $1`, [
        task,
        ago,
      ])
    },
    stop: async () => undefined,
  }
})

test('tasks that are due later do not wait', async () => {
  await withQueue(async (queue, _another, { since }) => {
    await enqueue(queue, 'later', 'retried')
    await since('later', '-1 hour')
    await since('retried', '10 minutes')
    await database().query(`update pgboss.job set state = 'retry' where data->>'task' = 'retried'`)
    expect(await queue.oldestRunnableAgeMs()).toBeCloseTo(600_000, -4)
    await since('retried', '-1 minute')
    expect(await queue.oldestRunnableAgeMs()).toBeNull()
  })
})

test('the age is as quick to tell of twenty thousand tasks', async () => {
  await withQueue(async (queue) => {
    await database().query(`insert into pgboss.job (name, data, start_after)
      select 'tasks', '{}', now() - n * interval '1 millisecond' from generate_series(1, 20000) n`)
    await queue.oldestRunnableAgeMs()
    const before = performance.now()
    for (let n = 0; n < 20; n += 1) await queue.oldestRunnableAgeMs()
    expect((performance.now() - before) / 20).toBeLessThan(10)
  })
})

test('higher priority goes first, but for the two that are fetched together', async () => {
  await withQueue(async (queue) => {
    await knex().transaction((trx) =>
      queue.enqueue(trx, [
        { task: 'low', payload: {}, priority: -10 },
        { task: 'low', payload: {}, priority: -10 },
        { task: 'normal', payload: {} },
        { task: 'normal', payload: {} },
        { task: 'high', payload: {}, priority: 10 },
        { task: 'high', payload: {}, priority: 10 },
      ]),
    )
    const seen: string[] = []
    await queue.work(1, async ({ task }) => {
      seen.push(task)
    })
    await expect
      .poll(() => seen, { timeout: 10_000 })
      .toEqual(['high', 'high', 'normal', 'normal', 'low', 'low'])
  })
})
