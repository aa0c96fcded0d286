import { readConfig } from './config.ts'
import { migrate } from './data/migrate.ts'
import { openDatabaseAddress } from './data/open.ts'
import { migratePostgresQueue } from './drivers/task-queue/postgres.ts'
import { startServer } from './http/server.ts'
import { startStandIn } from './http/stand-in.ts'
import { createLog } from './log.ts'
import { shutdownSignal } from './process/signals.ts'
import { supervise } from './process/supervise.ts'
import { onceDatabaseAnswers } from './process/wait.ts'
import { API_CONNECTIONS, createService } from './service.ts'
import { openDoor, startWorker } from './worker/start.ts'

/** Together below the 8 s in which a platform expects a process to be gone. */
const REQUESTS_MS = 5000
const TASKS_MS = 3000
/** A balancer has to have seen that this one is not ready before it is gone; on a single box there is none. */
const DRAIN_MS = 1500

/**
 * One program, three roles. `all` keeps one API and one worker, each a process of its own, and the embedded
 * database where none is given; `api` and `worker` are one of these.
 */
async function main(): Promise<void> {
  const config = readConfig()
  const supervised = process.argv.includes('--supervised')
  const log = createLog(config.logLevel, { role: config.role })
  const stop = shutdownSignal()

  const address = await openDatabaseAddress(config)
  const open = config.role !== 'worker' || config.taskQueue.kind === 'cloud-tasks'
  const waiting = { log, stop, standIn: open ? () => startStandIn(config) : undefined }
  try {
    // A supervised process finds the schema made, and may not have the right to make it.
    const done = supervised
      ? []
      : await onceDatabaseAnswers(() => migrate(address.adminUrl, migratePostgresQueue), waiting)
    if (!done) return
    if (done.length > 0) log.info({ migrations: done }, 'schema brought up to date')
    if (config.role === 'all') await supervise({ databaseUrl: address.appUrl, log, stop })
    else await serve()
  } finally {
    await address.release()
  }

  async function serve(): Promise<void> {
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
    const worker = config.role === 'worker'
    const { appUrl: databaseUrl, directUrl } = address
    const service = await onceDatabaseAnswers(
      () => createService({ config, databaseUrl, directUrl, publicUrl, log, worker }),
      waiting,
    )
    if (!service) return
    // Before it is said to be ready: a crowd that comes at once would wait for all of them to be opened.
    if (!worker) await service.db.fill(API_CONNECTIONS)
    const server = worker ? undefined : await startServer({ config, service, publicUrl, log })
    if (worker) await startWorker({ config, service, log })
    const door = worker ? await openDoor({ config, service, log }) : undefined
    // A supervisor that died meanwhile is found by the signal, not by this.
    if (supervised) process.send?.('ready', undefined, undefined, () => undefined)

    await stop
    await server?.stop(REQUESTS_MS, supervised ? 0 : DRAIN_MS)
    // The door closes behind the tasks that came in by it, so the two stop together.
    await Promise.all([door?.stop(REQUESTS_MS), service.queue.stop(TASKS_MS), service.sending.stop(TASKS_MS)])
    await service.db.close()
    log.info('stopped')
  }
}

main().then(
  // Said outright: the channel to a supervisor would keep a process alive that has nothing left to do.
  () => process.exit(0),
  (error: Error) => {
    // One sentence for the person who started it; a stack would hide it.
    console.error(error.message)
    process.exit(1)
  },
)
