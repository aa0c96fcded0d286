import createKnex, { type Knex } from 'knex'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Delivery, TaskQueue } from '../../src/ports/task-queue.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

/** What differs between queues where a test looks behind the port. */
export interface QueueUnderTest {
  /** One more process's queue. */
  start(): Promise<TaskQueue>
  /** How many tasks are not done. */
  left(): Promise<number>
  /** What is kept of the last error of each task. */
  errors(): Promise<unknown[]>
  /** Makes all tasks of this name wait since then. */
  since(task: string, ago: string): Promise<void>
  stop(): Promise<void>
}

export interface QueueSuite {
  database(): TestDatabase
  /** A queue of a test's own: nothing of an earlier one is left in it. */
  withQueue(
    work: (queue: TaskQueue, another: () => Promise<TaskQueue>, under: QueueUnderTest) => Promise<void>,
  ): Promise<void>
  knex(): Knex
  enqueue(queue: TaskQueue, ...names: string[]): Promise<void>
}

/** What every task queue must do; a driver passes it as it is. */
export function taskQueueSuite(open: (database: TestDatabase) => Promise<QueueUnderTest>): QueueSuite {
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

  const suite: QueueSuite = {
    database: () => database,
    knex: () => knex,
    async withQueue(work) {
      const under = await open(database)
      const all: TaskQueue[] = []
      const start = async () => {
        const queue = await under.start()
        all.push(queue)
        return queue
      }
      try {
        await work(await start(), start, under)
      } finally {
        await Promise.all(all.map((queue) => queue.stop(1000)))
        await under.stop()
      }
    },
    enqueue: (queue, ...names) =>
      knex.transaction((trx) =>
        queue.enqueue(
          trx,
          names.map((name) => ({ task: name, payload: { name } })),
        ),
      ),
  }
  const { withQueue, enqueue } = suite

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
    await withQueue(async (queue, _another, under) => {
      const tries: string[] = []
      await queue.work(1, async ({ task }) => {
        tries.push(task)
        if (task === 'bad' && tries.filter((name) => name === 'bad').length < 3) throw new Error('not yet')
      })
      await enqueue(queue, 'bad', 'good', 'also-good')
      await expect.poll(() => tries.filter((name) => name === 'bad').length, { timeout: 25_000 }).toBe(3)
      expect(tries.filter((name) => name !== 'bad').toSorted()).toEqual(['also-good', 'good'])
      await expect.poll(under.left, { timeout: 10_000 }).toBe(0)
    })
  })

  test('keeps nothing of an error but its kind', async () => {
    await withQueue(async (queue, _another, under) => {
      await queue.work(1, async () => {
        throw new TypeError('contact@example.com')
      })
      await enqueue(queue, 'private')
      await expect.poll(under.errors, { timeout: 10_000 }).not.toEqual([])
      expect(JSON.stringify(await under.errors())).toContain('TypeError')
      expect(JSON.stringify(await under.errors())).not.toContain('contact@')
    })
  })

  test('the age of the oldest task is that of the longest wait; what runs or is done waits no more', async () => {
    await withQueue(async (queue, _another, under) => {
      expect(await queue.oldestRunnableAgeMs()).toBeNull()
      await enqueue(queue, 'older', 'newer')
      await under.since('newer', '1 minute')
      expect(await queue.oldestRunnableAgeMs()).toBeCloseTo(60_000, -4)
      await under.since('older', '10 minutes')
      expect(await queue.oldestRunnableAgeMs()).toBeCloseTo(600_000, -4)
      const gate = Promise.withResolvers<void>()
      await queue.work(2, () => gate.promise)
      await expect.poll(() => queue.oldestRunnableAgeMs(), { timeout: 15_000 }).toBeNull()
      expect(await under.left()).toBe(2)
      gate.resolve()
      await expect.poll(under.left, { timeout: 10_000 }).toBe(0)
      expect(await queue.oldestRunnableAgeMs()).toBeNull()
    })
  })

  test('what is told to wait is not delivered before its time, and nobody waits for it', async () => {
    await suite.withQueue(async (queue) => {
      const order: string[] = []
      await queue.work(2, async ({ task }) => void order.push(task))
      const startedAt = performance.now()
      await knex.transaction(async (trx) => {
        const payload = { accountId: 'acct_1' }
        await queue.enqueue(trx, [
          { task: 'later', payload, delaySeconds: 2 },
          { task: 'much later', payload, delaySeconds: 3600 },
          { task: 'now', payload },
        ])
      })
      expect((await queue.oldestRunnableAgeMs()) ?? 0).toBeLessThan(1500)
      await expect.poll(() => order.length, { timeout: 20_000 }).toBe(2)
      expect(order).toEqual(['now', 'later'])
      expect(performance.now() - startedAt).toBeGreaterThan(1900)
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
      expect(finished.length).toBeGreaterThan(0)
      await (await another()).work(1, async ({ task }) => {
        finished.push(`second ${task}`)
      })
      const names = () => finished.map((entry) => entry.split(' ')[1]).toSorted()
      await expect.poll(names, { timeout: 25_000 }).toEqual(['a', 'b', 'c'])
    })
  })

  return suite
}
