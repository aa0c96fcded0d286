import type { Config } from '../config.ts'
import { createDatabase } from '../data/database.ts'
import { connect } from '../data/knex.ts'
import type { DatabaseAddress } from '../data/open.ts'
import { createOutbox } from '../data/outbox.ts'
import { openTaskQueue } from '../drivers/task-queue/open.ts'
import type { TaskQueue } from '../ports/task-queue.ts'

/** The installation's queue, for a command that only puts tasks into it. */
export async function withQueue<T>(
  { config, address }: { config: Config; address: DatabaseAddress },
  work: (queue: TaskQueue) => Promise<T>,
): Promise<T> {
  const db = createDatabase(connect(address.appUrl, { max: 2, applicationName: 'vitrine-cli' }))
  const { queue } = await openTaskQueue(config, {
    connectionString: address.appUrl,
    outbox: createOutbox(db),
    worker: false,
    onError: (error) => console.error(error.message),
  })
  try {
    return await work(queue)
  } finally {
    await queue.stop(0)
    await db.close()
  }
}
