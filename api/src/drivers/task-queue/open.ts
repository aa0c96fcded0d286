import type { Config } from '../../config.ts'
import type { Outbox } from '../../ports/outbox.ts'
import type { PushedQueue, TaskQueue } from '../../ports/task-queue.ts'
import { createPostgresQueue } from './postgres.ts'

/** The queue that the configuration names, started; `pushed` where workers are called instead of fetching. */
export async function openTaskQueue(
  config: Pick<Config, 'taskQueue'>,
  parts: { connectionString: string; outbox: Outbox; worker: boolean; onError: (error: Error) => void },
): Promise<{ queue: TaskQueue; pushed?: PushedQueue }> {
  const { connectionString, outbox, worker, onError } = parts
  if (config.taskQueue.kind === 'postgres') {
    const queue = createPostgresQueue({ connectionString, worker, onError })
    await queue.start()
    return { queue }
  }
  // Read only where it is used: Google's client takes its time to load, and its memory.
  const { createCloudTasksQueue } = await import('./cloud-tasks.ts')
  const queue = createCloudTasksQueue({ outbox, cloud: config.taskQueue, onError })
  await queue.start()
  return { queue, pushed: queue }
}
