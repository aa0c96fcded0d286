import { fromKnex, type JobResult, type KnexTransactionLike, PgBoss } from 'pg-boss'
import type { TaskQueue } from '../../ports/task-queue.ts'

const QUEUE = 'tasks'
const SCHEMA = 'pgboss'

/**
 * A lease of 15 s, renewed every 5: a killed worker's tasks run again within 15 s and the 5 s between two looks.
 * The tries are many because a handler counts its own and gives up well before; the rest is for killed
 * processes, and for a store that is away for hours.
 */
const QUEUE_OPTIONS = {
  heartbeatSeconds: 15,
  expireInSeconds: 300,
  retryLimit: 1000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  deleteAfterSeconds: 3600,
  notify: true,
} as const

/** Two in a row for each fetch: pg-boss fetches again at once only after a full batch of more than one. */
const BATCH = 2

/** Two minima, each one step into an index of pg-boss: the same few pages however long the queue is. */
const OLDEST = `
  select extract(epoch from now() - least(
    (select min(start_after) from ${SCHEMA}.job where name = $1 and state = 'created' and not blocked),
    (select min(start_after) from ${SCHEMA}.job where name = $1 and state = 'retry' and not blocked)
  ))::float8 * 1000 as age`

type Wrapped = { task: string; payload: unknown }

/** Creates or upgrades the queue's tables; needs the right to create a schema. */
export async function migratePostgresQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, schema: SCHEMA, max: 2, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    await boss.createQueue(QUEUE, QUEUE_OPTIONS)
    await boss.updateQueue(QUEUE, QUEUE_OPTIONS)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** pg-boss on the tables that `migratePostgresQueue` made; `onError` hears what goes wrong between tasks. */
export function createPostgresQueue(options: {
  connectionString: string
  worker: boolean
  onError: (error: Error) => void
}): TaskQueue & { start(): Promise<void> } {
  const boss = new PgBoss({
    connectionString: options.connectionString,
    application_name: 'vitrine-queue',
    // A connection that a failover left half-open fails instead of holding the worker up for ever.
    ...{ query_timeout: 15_000, connectionTimeoutMillis: 3000, keepAlive: true },
    schema: SCHEMA,
    max: options.worker ? 4 : 1,
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    registerInstance: false,
    supervise: options.worker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: options.worker,
    openTelemetry: { enabled: false },
  })
  boss.on('error', options.onError)

  return {
    async start() {
      await boss.start()
    },

    async enqueue(transaction, items) {
      if (items.length === 0) return
      const jobs = items.map(({ task, payload, priority = 0, delaySeconds = 0 }) => ({
        data: { task, payload },
        priority,
        startAfter: delaySeconds,
      }))
      await boss.insert(QUEUE, jobs, { db: fromKnex(transaction as KnexTransactionLike) })
    },

    async work(concurrency, run) {
      await boss.work<Wrapped>(
        QUEUE,
        {
          localConcurrency: concurrency,
          batchSize: BATCH,
          burstWhenBatchFull: true,
          perJobResults: true,
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 1,
          heartbeatRefreshSeconds: 5,
        },
        async (jobs) => {
          const results: JobResult[] = []
          for (const job of jobs) {
            try {
              await run({ task: job.data.task, payload: job.data.payload, signal: job.signal })
              results.push({ id: job.id, status: 'completed' })
            } catch (error) {
              // Only the class is kept with the job: messages may quote what a partner sent.
              const name = error instanceof Error ? error.name : 'Error'
              results.push({ id: job.id, status: 'failed', output: { name } })
            }
          }
          return results
        },
      )
    },

    async oldestRunnableAgeMs() {
      const { rows } = await boss.getDb().executeSql(OLDEST, [QUEUE])
      const { age } = rows[0] as { age: number | null }
      // The earliest of all may be due only later.
      return age === null || age < 0 ? null : age
    },

    async stop(timeoutMs) {
      await boss.stop({ graceful: true, timeout: timeoutMs })
    },
  }
}
