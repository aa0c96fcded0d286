import type pg from 'pg'
import { findStuckWork, type Stuck } from '../../data/inspect.ts'
import { withSnapshot } from '../../data/operator.ts'
import { referencedKeys } from '../../data/references.ts'
import { COUNT_EXPIRED, COUNT_FAILED, PENDING_TASKS } from '../../drivers/task-queue/pending.ts'
import type { ListedObject, ObjectStore } from '../../ports/object-store.ts'

export interface Findings {
  /** How many files rows name. */
  named: number
  /** Named by a row, and not there. */
  missing: string[]
  /** There, old enough, and named by no row. */
  orphans: ListedObject[]
  /** There and named by no row, but so new that their row may be on its way; or replaced, and to be removed in time. */
  young: number
  stuck: Stuck[]
  failedTasks: number
  expiredLeases: number
}

const DAY_MS = 86_400_000

/** Files first and rows after, so that a file that is being named right now is not taken for an orphan. */
export async function examine(adminUrl: string, files: ObjectStore): Promise<Findings> {
  const there = new Map<string, ListedObject>()
  for await (const object of files.list()) there.set(object.key, object)
  return withSnapshot(adminUrl, async (client) => {
    const named = await referencedKeys(client)
    const absent = [...named].filter((key) => !there.has(key))
    // Written between the list and the rows.
    const missing: string[] = []
    for (const key of absent) if (!(await exists(files, key))) missing.push(key)
    const unnamed = [...there.values()].filter(({ key }) => !named.has(key))
    const awaited = await tidied(client)
    const orphans = unnamed.filter(
      ({ key, writtenAt }) => Date.now() - writtenAt.getTime() > DAY_MS && !awaited.has(tenantOf(key)),
    )
    return {
      named: named.size,
      missing,
      orphans,
      young: unnamed.length - orphans.length,
      stuck: await findStuckWork(client, PENDING_TASKS),
      failedTasks: await count(client, COUNT_FAILED),
      expiredLeases: await count(client, COUNT_EXPIRED),
    }
  })
}

/** Nothing that has to be seen to. */
export function isSound({ missing, orphans, stuck, failedTasks, expiredLeases }: Findings): boolean {
  return missing.length + orphans.length + stuck.length + failedTasks + expiredLeases === 0
}

const tenantOf = (key: string) => key.split('/', 2).join('/')

/** The tenants whose replaced files a task will remove. */
async function tidied(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ tenant: string }>(
    `select (payload->>'accountId') || '/' || (payload->>'tenantId') as tenant
     from (${PENDING_TASKS}) as tasks where task = 'tenant.tidy'`,
  )
  return new Set(rows.map(({ tenant }) => tenant))
}

async function count(client: pg.ClientBase, sql: string): Promise<number> {
  return (await client.query<{ n: number }>(sql)).rows[0]!.n
}

async function exists(files: ObjectStore, key: string): Promise<boolean> {
  return files.get(key).then(
    () => true,
    () => false,
  )
}
