import { status } from '@grpc/grpc-js'
import createKnex from 'knex'
import { expect, test } from 'vitest'
import { createDatabase, type Database } from '../../src/data/database.ts'
import { createOutbox } from '../../src/data/outbox.ts'
import { googleCaller, googleCertificates } from '../../src/drivers/identity/google-oidc.ts'
import { createCloudTasksQueue } from '../../src/drivers/task-queue/cloud-tasks.ts'
import { createLog } from '../../src/log.ts'
import type { PushedQueue } from '../../src/ports/task-queue.ts'
import { type Door, startDoor } from '../../src/worker/door.ts'
import { startFront } from './cloud-tasks/front.ts'
import { type CloudTasksServer, startCloudTasksServer } from './cloud-tasks/server.ts'
import { createSigner } from './cloud-tasks/tokens.ts'
import { taskQueueSuite } from './task-queue.ts'

const SERVICE_ACCOUNT = 'tasks@shop.iam.gserviceaccount.com'
const log = createLog('silent')

let server: CloudTasksServer
let doors: Door[]
let queues: PushedQueue[]
let errors: Error[]
let db: Database
let workerUrl: string
let balance: number

const { withQueue, enqueue, database } = taskQueueSuite(async (test_) => {
  await test_.query('delete from outbox.tasks')
  server = await startCloudTasksServer()
  doors = []
  queues = []
  errors = []
  balance = 0
  db = createDatabase(createKnex({ client: 'pg', connection: test_.appUrl, pool: { min: 0, max: 12 } }))
  // One address for all workers, as a load balancer's.
  const front = await startFront(() => doors[balance++ % Math.max(1, doors.length)]?.port)
  workerUrl = front.url
  return {
    async start() {
      const queue = createCloudTasksQueue({
        outbox: createOutbox(db),
        cloud: {
          project: 'shop',
          location: 'europe-west1',
          queue: 'vitrine',
          workerUrl,
          serviceAccount: SERVICE_ACCOUNT,
          apiEndpoint: server.endpoint,
        },
        onError: (error) => errors.push(error),
      })
      await queue.start()
      const door = await startDoor({
        config: { host: '127.0.0.1', port: 0 },
        queue,
        allow: googleCaller({
          audience: workerUrl,
          serviceAccount: SERVICE_ACCOUNT,
          certificates: googleCertificates(server.certificatesUrl),
        }),
        checks: {},
        log,
      })
      doors.push(door)
      queues.push(queue)
      return queue
    },
    left: async () => (await test_.query('select from outbox.tasks')).length,
    errors: async () => test_.query('select error from outbox.tasks where error is not null'),
    since: async (task, ago) => {
      await test_.query('update outbox.tasks set runnable_at = now() - $2::interval where task = $1', [
        task,
        ago,
      ])
    },
    async stop() {
      await server.stop()
      await Promise.all(doors.map((door) => door.stop(0)))
      await front.stop()
      await db.close()
    },
  }
})

const rows = () =>
  database().query<{ id: string; pushes: number; tries: number; failed_at: Date | null }>(
    'select id, pushes, tries, failed_at from outbox.tasks',
  )

test('a row is pushed under a name of its own, and pushed twice it is the same task', async () => {
  await withQueue(async (queue) => {
    await enqueue(queue, 'a')
    const pushes = async () => (await rows()).map((row) => row.pushes)
    await expect.poll(pushes, { timeout: 10_000 }).toEqual([1])
    const id = (await rows())[0]!.id
    expect(server.names).toHaveLength(1)
    expect(server.names[0]).toMatch(new RegExp(`/queues/vitrine/tasks/[0-9a-f]{8}-${id}-0$`))
    // As after a crash between telling and noting it.
    await database().query('update outbox.tasks set pushes = 0, push_at = now()')
    await expect.poll(pushes, { timeout: 10_000 }).toEqual([1])
    expect(server.names).toHaveLength(1)
    expect(errors).toEqual([])
    await expect.poll(() => server.deliveries.length, { timeout: 10_000 }).toBeGreaterThan(0)
    // Nothing of the task leaves but its id.
    expect(server.deliveries[0]!.body).toBe(JSON.stringify({ id }))
  })
})

test('what a process committed and could not push is pushed by the sweep of another', async () => {
  await withQueue(async (queue) => {
    const seen: unknown[] = []
    await queue.work(1, async ({ payload }) => {
      seen.push(payload)
    })
    await database().query(`insert into outbox.tasks (task, payload) values ('a', '{"n": 1}')`)
    await expect.poll(() => seen, { timeout: 15_000 }).toEqual([{ n: 1 }])
    await expect.poll(rows, { timeout: 5000 }).toEqual([])
  })
})

test('a service that is away delays a task and fails no request', async () => {
  await withQueue(async (queue) => {
    const seen: string[] = []
    await queue.work(1, async ({ task }) => {
      seen.push(task)
    })
    server.disturb = () => status.UNAVAILABLE
    await enqueue(queue, 'a', 'b')
    await expect.poll(() => errors.length, { timeout: 10_000 }).toBeGreaterThan(0)
    server.disturb = () => undefined
    await expect.poll(() => seen.toSorted(), { timeout: 25_000 }).toEqual(['a', 'b'])
  })
})

test('of five deliveries at once one runs, and all are answered alike', async () => {
  await withQueue(async (queue) => {
    const gate = Promise.withResolvers<void>()
    let runs = 0
    await queue.work(6, async () => {
      runs += 1
      await gate.promise
    })
    await enqueue(queue, 'a')
    await expect.poll(() => runs, { timeout: 10_000 }).toBe(1)
    const id = (await rows())[0]!.id
    const more = [1, 2, 3, 4].map(() => queues[0]!.receive(id, 'a'))
    gate.resolve()
    expect(await Promise.all(more)).toEqual(['done', 'done', 'done', 'done'])
    expect(runs).toBe(1)
    // And long after.
    expect(await queues[0]!.receive(id, 'a')).toBe('done')
    expect(runs).toBe(1)
  })
})

test('a worker that fell silent holds a task no longer than its lease, and learns that it lost it', async () => {
  await withQueue(async (queue) => {
    const runs: AbortSignal[] = []
    await queue.work(2, async ({ signal }) => {
      runs.push(signal)
      if (runs.length === 1) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    })
    await enqueue(queue, 'a')
    await expect.poll(() => runs.length, { timeout: 10_000 }).toBe(1)
    // As if its heartbeats had stopped and another had taken it, and died.
    await database().query(
      `update outbox.tasks set lease = gen_random_uuid(), leased_until = now() + interval '1 second'`,
    )
    await expect.poll(() => runs[0]!.aborted, { timeout: 10_000 }).toBe(true)
    await expect.poll(rows, { timeout: 15_000 }).toEqual([])
    expect(runs).toHaveLength(2)
  })
})

test('what never succeeds is given up, is kept to be looked at, and bothers nobody any more', async () => {
  await withQueue(async (queue) => {
    let runs = 0
    await queue.work(1, async () => {
      runs += 1
      throw new Error('never')
    })
    await enqueue(queue, 'a')
    await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThan(0)
    await database().query('update outbox.tasks set tries = 1000')
    const failed = async () => (await rows()).every(({ failed_at }) => failed_at !== null)
    await expect.poll(failed, { timeout: 10_000 }).toBe(true)
    await expect.poll(() => server.open(), { timeout: 10_000 }).toBe(0)
    expect(await queue.oldestRunnableAgeMs()).toBeNull()
  })
})

test('more than there is room for is told to come later', async () => {
  await withQueue(async (queue) => {
    const gate = Promise.withResolvers<void>()
    await queue.work(1, () => gate.promise)
    await database().query(`insert into outbox.tasks (task, payload, push_at)
      select 'a', '{}', 'infinity' from generate_series(1, 3)`)
    const receive = async ({ id }: { id: string }) => queues[0]!.receive(id, 'a')
    const [first, second, third] = (await rows()) as { id: string }[]
    const running = receive(first!)
    await expect.poll(async () => (await rows()).filter(({ tries }) => tries > 0).length).toBe(1)
    const waiting = receive(second!)
    expect(await receive(third!)).toBe('busy')
    gate.resolve()
    expect(await Promise.all([running, waiting])).toEqual(['done', 'done'])
  })
})

test('a server that stands in for Google signs in its own name, and then in no other', async () => {
  const signer = createSigner('https://w', SERVICE_ACCOUNT)
  const issuer = 'http://127.0.0.1:8980'
  const certificates = async () => signer.certificates
  const allow = googleCaller({ audience: 'https://w', serviceAccount: SERVICE_ACCOUNT, issuer, certificates })
  await allow(`Bearer ${signer.sign({ iss: issuer })}`)
  const refusal = (token: string) =>
    allow(`Bearer ${token}`).then(
      () => 'none',
      (error) => [error.message.slice(0, 33), error.cause?.message],
    )
  const told = ['Only the task queue may call this', expect.stringContaining('CLOUD_TASKS_ISSUER')]
  expect(await refusal(signer.sign())).toEqual(told)
  // What nobody signed is not talked about.
  expect(await refusal(createSigner('https://w', SERVICE_ACCOUNT).sign())).toEqual([told[0], undefined])
})
