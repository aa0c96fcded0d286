import type { Config } from '../config.ts'
import type { TaskHandlers } from '../contract/tasks.ts'
import { type Certificates, googleCaller, googleCertificates } from '../drivers/identity/google-oidc.ts'
import { eventTasks } from '../features/events/tasks.ts'
import { createFirstRenderer } from '../features/generations/first.ts'
import { createPlanner } from '../features/generations/plan.ts'
import { createRenderer } from '../features/generations/render.ts'
import { generationTasks } from '../features/generations/tasks.ts'
import { tenantTasks } from '../features/tenants/tasks.ts'
import type { Log } from '../log.ts'
import type { Service } from '../service.ts'
import { type Door, startDoor } from './door.ts'
import { createRunTask } from './run-task.ts'

/** Starts to take tasks and to send webhooks; stopping is the service's, which holds both. */
export async function startWorker(options: {
  config: Pick<Config, 'workerConcurrency' | 'webhooks'>
  service: Service
  log: Log
}): Promise<void> {
  const { config, service, log } = options
  const { db, files, queue, outputs, pictures, events, generations, tenants } = service
  const handlers: TaskHandlers = {
    ...generationTasks({
      planner: createPlanner({ db, queue, outputs, generations }),
      renderFirst: createFirstRenderer({ db, files, outputs, pictures, generations }),
      render: createRenderer({ db, files, outputs, pictures, generations }),
    }),
    ...tenantTasks(tenants),
    ...eventTasks(events),
  }
  await queue.work(config.workerConcurrency, createRunTask(handlers, log))
  if (config.webhooks === 'on') service.sending.start()
  else log.warn('WEBHOOKS=off: events are noted for webhooks, and none is sent')
  log.info({ concurrency: config.workerConcurrency }, 'working')
}

/** Opens the way in for tasks, where the queue calls its workers; elsewhere there is none. */
export async function openDoor(options: {
  config: Pick<Config, 'host' | 'port' | 'taskQueue'>
  service: Service
  log: Log
  /** Known beforehand, instead of asked for where the configuration says. */
  certificates?: () => Promise<Certificates>
}): Promise<Door | undefined> {
  const { config, service, log } = options
  const { taskQueue } = config
  if (taskQueue.kind !== 'cloud-tasks' || !service.pushed) return undefined
  return startDoor({
    config,
    queue: service.pushed,
    allow: googleCaller({
      audience: taskQueue.workerUrl,
      serviceAccount: taskQueue.serviceAccount,
      issuer: taskQueue.issuer,
      certificates: options.certificates ?? googleCertificates(taskQueue.certificatesUrl),
    }),
    checks: { database: () => service.db.check(), storage: () => service.files.check() },
    log,
  })
}
