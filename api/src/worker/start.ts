import type { Config } from '../config.ts'
import type { TaskHandlers } from '../contract/tasks.ts'
import { createFirstRenderer } from '../features/generations/first.ts'
import { createPlanner } from '../features/generations/plan.ts'
import { createRenderer } from '../features/generations/render.ts'
import { generationTasks } from '../features/generations/tasks.ts'
import { tenantTasks } from '../features/tenants/tasks.ts'
import type { Log } from '../log.ts'
import type { Service } from '../service.ts'
import { createRunTask } from './run-task.ts'

/** Starts to take tasks; stopping is the queue's, which the service holds. */
export async function startWorker(options: {
  config: Pick<Config, 'workerConcurrency'>
  service: Service
  log: Log
}): Promise<void> {
  const { config, service, log } = options
  const { db, files, queue, outputs, pictures, generations, tenants } = service
  const handlers: TaskHandlers = {
    ...generationTasks({
      planner: createPlanner({ db, queue, outputs, generations }),
      renderFirst: createFirstRenderer({ db, files, outputs, pictures, generations }),
      render: createRenderer({ db, files, outputs, pictures, generations }),
    }),
    ...tenantTasks(tenants),
  }
  await queue.work(config.workerConcurrency, createRunTask(handlers, log))
  log.info({ concurrency: config.workerConcurrency }, 'working')
}
