import createKnex, { type Knex } from 'knex'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPostgresQueue } from '../../src/drivers/task-queue/postgres.ts'
import type { Delivery } from '../../src/ports/task-queue.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

let database: TestDatabase
let knex: Knex
beforeAll(async () => {
  database = await createTestDatabase()
  knex = createKnex({ client: 'pg', connection: database.appUrl, pool: { min: 0, max: 4 } })
})
afterAll(async () => {
  await knex?.destroy()
  await database?.drop()
})

type Queue = ReturnType<typeof createPostgresQueue>

/** A queue of a test's own run: nothing of an earlier test is left in it. */
async function withQueue(
  work: (queue: Queue, another: () => Promise<Queue>) => Promise<void>,
): Promise<void> {
  await database.query('delete from pgboss.job')
  const all: Queue[] = []
  const start = async () => {
    const queue = createPostgresQueue({
      connectionString: database.appUrl,
      worker: true,
      onError: () => undefined,
    })
    await queue.start()
    all.push(queue)
    return queue
  }
  try {
    await work(await start(), start)
  } finally {
    await Promise.all(all.map((queue) => queue.stop(1000)))
  }
}

const enqueue = (queue: Queue, ...names: string[]) =>
  knex.transaction((trx) =>
    queue.enqueue(
      trx,
      names.map((name) => ({ task: name, payload: { name } })),
    ),
  )

test('delivers what was committed, with its payload, once', async () => {
  await withQueue(async (queue) => {
    const seen: Pick<Delivery, 'task' | 'payload'>[] = []
    await queue.work(2, async ({ task, payload, signal }) => {
      expect(signal.aborted).toBe(false)
      seen.push({ task, payload })
    })
    await enqueue(queue, 'a', 'b', 'c')
    await expect
      .poll(() => seen.map(({ task }) => task).toSorted(), { timeout: 10_000 })
      .toEqual(['a', 'b', 'c'])
    expect(seen[0]!.payload).toEqual({ name: seen[0]!.task })
    await enqueue(queue, 'last')
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(4)
  })
})

test('takes part in the transaction: rolled back, nothing was enqueued; open, nothing is delivered', async () => {
  await withQueue(async (queue) => {
    const seen: string[] = []
    await queue.work(1, async ({ task }) => {
      seen.push(task)
    })
    await expect(
      knex.transaction(async (trx) => {
        await queue.enqueue(trx, [{ task: 'never', payload: {} }])
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    await knex.transaction(async (trx) => {
      await queue.enqueue(trx, [{ task: 'open', payload: {} }])
      await enqueue(queue, 'other')
      await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['other'])
    })
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['other', 'open'])
  })
})

test('what throws comes back, and the rest is not held up by it', async () => {
  await withQueue(async (queue) => {
    const tries: string[] = []
    await queue.work(1, async ({ task }) => {
      tries.push(task)
      if (task === 'bad' && tries.filter((name) => name === 'bad').length < 3) throw new Error('not yet')
    })
    await enqueue(queue, 'bad', 'good', 'also good')
    await expect.poll(() => tries.filter((name) => name === 'bad').length, { timeout: 25_000 }).toBe(3)
    expect(tries.filter((name) => name !== 'bad')).toEqual(['good', 'also good'])
    const left = () =>
      database.query(`select 1 from pgboss.job where name = 'tasks' and state <> 'completed'`)
    await expect.poll(left, { timeout: 10_000 }).toEqual([])
  })
})

test('keeps nothing of an error but its kind', async () => {
  await withQueue(async (queue) => {
    await queue.work(1, async () => {
      throw new TypeError('contact@example.com')
    })
    await enqueue(queue, 'private')
    const outputs = () =>
      database.query<{ output: unknown }>(`select output from pgboss.job where output is not null`)
    await expect.poll(outputs, { timeout: 10_000 }).not.toEqual([])
    expect(JSON.stringify(await outputs())).toContain('TypeError')
    expect(JSON.stringify(await outputs())).not.toContain('contact@')
  })
})

test('the age of the oldest task is that of the longest wait, and tasks that are due later do not wait', async () => {
  await withQueue(async (queue) => {
    expect(await queue.oldestRunnableAgeMs()).toBeNull()
    await enqueue(queue, 'later', 'retried', 'new')
    const set = (task: string, change: string) =>
      database.query(`update pgboss.job set ${change} where data->>'task' = '${task}'`)
    await database.query(`update pgboss.job set start_after = now() + interval '1 hour'`)
    expect(await queue.oldestRunnableAgeMs()).toBeNull()
    await set('new', `start_after = now() - interval '1 minute'`)
    expect(await queue.oldestRunnableAgeMs()).toBeCloseTo(60_000, -4)
    await set('retried', `start_after = now() - interval '10 minutes', state = 'retry'`)
    expect(await queue.oldestRunnableAgeMs()).toBeCloseTo(600_000, -4)
    // What runs or is done waits no more.
    await set('retried', `state = 'active'`)
    await set('new', `state = 'completed'`)
    expect(await queue.oldestRunnableAgeMs()).toBeNull()
  })
})

test('the age is as quick to tell of twenty thousand tasks', async () => {
  await withQueue(async (queue) => {
    await database.query(`insert into pgboss.job (name, data, start_after)
      select 'tasks', '{}', now() - n * interval '1 millisecond' from generate_series(1, 20000) n`)
    await queue.oldestRunnableAgeMs()
    const before = performance.now()
    for (let n = 0; n < 20; n += 1) await queue.oldestRunnableAgeMs()
    expect((performance.now() - before) / 20).toBeLessThan(10)
  })
})

test('higher priority goes first, but for the two that are fetched together', async () => {
  await withQueue(async (queue) => {
    await knex.transaction((trx) =>
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

test('two workers share the work, and none of it is done twice', async () => {
  await withQueue(async (queue, another) => {
    const seen: string[] = []
    const run = async ({ task }: Delivery) => {
      seen.push(task)
    }
    await queue.work(2, run)
    await (await another()).work(2, run)
    const names = Array.from({ length: 60 }, (_, n) => `t${n}`)
    await enqueue(queue, ...names)
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(60)
    expect(seen.toSorted()).toEqual(names.toSorted())
  })
})

test('stopping lets what runs finish; the rest goes to others', async () => {
  await withQueue(async (queue, another) => {
    const finished: string[] = []
    const gate = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    await queue.work(1, async ({ task }) => {
      begun.resolve()
      await gate.promise
      finished.push(`first ${task}`)
    })
    await enqueue(queue, 'a', 'b', 'c')
    await begun.promise
    const stopping = queue.stop(5000)
    gate.resolve()
    await stopping
    expect(finished).toContain('first a')
    await (await another()).work(1, async ({ task }) => {
      finished.push(`second ${task}`)
    })
    const names = () => finished.map((entry) => entry.split(' ')[1]).toSorted()
    await expect.poll(names, { timeout: 25_000 }).toEqual(['a', 'b', 'c'])
  })
})
