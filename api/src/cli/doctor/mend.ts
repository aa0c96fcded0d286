import { priorityInLine } from '../../contract/tasks.ts'
import { rawTransaction } from '../../data/knex.ts'
import { withSnapshot } from '../../data/operator.ts'
import { referencedKeys } from '../../data/references.ts'
import { FREE_EXPIRED, TAKE_FAILED } from '../../drivers/task-queue/pending.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { EnqueueItem, TaskQueue } from '../../ports/task-queue.ts'
import type { Findings } from './examine.ts'

/** Does what can be done without losing anything; files that are missing are not among it. */
export async function mend(
  found: Findings,
  parts: { adminUrl: string; files: ObjectStore; queue: TaskQueue },
): Promise<void> {
  const { adminUrl, files, queue } = parts
  if (found.orphans.length > 0) {
    // Looked at again: a file that lay unnamed for a day may have been named meanwhile.
    const named = await withSnapshot(adminUrl, referencedKeys)
    for (const { key } of found.orphans) if (!named.has(key)) await files.delete(key)
  }
  const again: EnqueueItem[] = found.stuck.map(({ accountId, generationId, itemId }) =>
    itemId === null
      ? task('generation.plan', { accountId, generationId })
      : task('render.item', { accountId, generationId, itemId }),
  )
  await rawTransaction(adminUrl, async (trx, client) => {
    for (const sql of TAKE_FAILED) again.push(...(await client.query<EnqueueItem>(sql)).rows)
    await client.query(FREE_EXPIRED)
    await queue.enqueue(trx, again)
  })
}

function task(name: 'generation.plan' | 'render.item', payload: object): EnqueueItem {
  return { task: name, payload, priority: priorityInLine(name) }
}
