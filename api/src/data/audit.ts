import { AsyncLocalStorage } from 'node:async_hooks'
import { newId } from '../ids.ts'
import type { Trx } from './knex.ts'

/** What somebody is doing, for the log of changes: ids and names of operations, no contents and nothing of people. */
export interface Deed {
  actorId: string
  actorKind: 'key' | 'person' | 'operator'
  operation: string
  resourceId: string | undefined
  requestId: string
  /** Whether its line is there for good. */
  recorded: boolean
}

export interface AuditLog {
  /** Runs a transaction's work; where it belongs to a deed and has changed anything, the line is part of it. */
  around<T>(accountId: string, transact: (end: (trx: Trx) => Promise<void>) => Promise<T>): Promise<T>
}

const deeds = new AsyncLocalStorage<Deed>()

/** Whatever account's rows `work` changes, each change is committed with a line that says whose it was. */
export function doing<T>(deed: Deed, work: () => Promise<T>): Promise<T> {
  return deeds.run(deed, work)
}

/** What the deed at hand is about, where that becomes known only in its course. */
export function nameResource(id: string): void {
  const deed = deeds.getStore()
  if (deed) deed.resourceId = id
}

/** How often a process looks for lines of an account that are too old, and how many it takes away at once. */
const FORGET_EVERY_MS = 3_600_000
const FORGET_AT_ONCE = 1000
const ACCOUNTS_REMEMBERED = 10_000

export function createAuditLog({ keepDays }: { keepDays: number }): AuditLog {
  const forgottenAt = new Map<string, number>()
  return {
    async around(accountId, transact) {
      const deed = deeds.getStore()
      // One line a deed, with its first change: the others belong to it.
      if (!deed || deed.recorded) return transact(async () => undefined)
      let recorded = false
      const result = await transact(async (trx) => {
        recorded = await record(trx, accountId, deed, 'succeeded')
        if (recorded && isDue(accountId)) await forget(trx, accountId)
      })
      // Only now it is committed.
      if (recorded) deed.recorded = true
      return result
    },
  }

  function isDue(accountId: string): boolean {
    const due = performance.now() - (forgottenAt.get(accountId) ?? Number.NEGATIVE_INFINITY) > FORGET_EVERY_MS
    if (forgottenAt.size > ACCOUNTS_REMEMBERED) forgottenAt.clear()
    if (due) forgottenAt.set(accountId, performance.now())
    return due
  }

  /** The oldest come first by id, so that this looks at few lines. */
  async function forget(trx: Trx, accountId: string): Promise<void> {
    await trx.raw(
      `delete from audit_log where at < now() - make_interval(days => ?)
       and id in (select id from audit_log where account_id = ? order by id limit ${FORGET_AT_ONCE})`,
      [keepDays, accountId],
    )
  }
}

/** Adds a line if the transaction has changed anything: only then it has been given a number. */
async function record(trx: Trx, accountId: string, deed: Deed, outcome: string): Promise<boolean> {
  const inserted = await trx.raw(
    `insert into audit_log (id, account_id, actor_id, actor_kind, operation, resource_id, request_id, outcome)
     select ?, ?, ?, ?, ?, ?, ?, ? where pg_current_xact_id_if_assigned() is not null or ?`,
    [...lineOf(accountId, deed, outcome), outcome !== 'succeeded'],
  )
  return inserted.rowCount === 1
}

/** Adds the line of a deed that was refused, and so changed nothing. */
export async function recordRefusal(trx: Trx, accountId: string, deed: Deed, code: string): Promise<void> {
  await record(trx, accountId, deed, code)
}

function lineOf(accountId: string, deed: Deed, outcome: string): (string | null)[] {
  const { actorId, actorKind, operation, resourceId = null, requestId } = deed
  return [newId('aud'), accountId, actorId, actorKind, operation, resourceId, requestId, outcome]
}
