import type { Config } from '../config.ts'
import type { TaskHandlers } from '../contract/tasks.ts'
import { createPlanner } from '../features/generations/plan.ts'
import { createRenderer } from '../features/generations/render.ts'
import { generationTasks } from '../features/generations/tasks.ts'
import { tenantTasks } from '../features/tenants/tasks.ts'
import type { Log } from '../log.ts'
import { createRenderCache } from '../render/cache.ts'
import type { Service } from '../service.ts'
import { createRunTask } from './run-task.ts'

/** Fitted photos (3 MB each) and logo textures that renders share. */
const CACHE_BYTES = 192_000_000

/** Starts to take tasks; stopping is the queue's, which the service holds. */
export async function startWorker(options: {
  config: Pick<Config, 'workerConcurrency'>
  service: Service
  log: Log
}): Promise<void> {
  const { config, service, log } = options
  const { db, files, queue, generations, tenants } = service
  const cache = createRenderCache({ limitBytes: CACHE_BYTES })
  const handlers: TaskHandlers = {
    ...generationTasks(
      createPlanner({ db, queue, generations }),
      createRenderer({ db, files, cache, generations }),
    ),
    ...tenantTasks(tenants),
  }
  await queue.work(config.workerConcurrency, createRunTask(handlers, log))
  log.info({ concurrency: config.workerConcurrency }, 'working')
}
