import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import type { Principal } from '../../ports/identity.ts'
import { type AuditFilter, type AuditRow, listLines } from './store.ts'

export type { AuditRow }

/** Reads the log of changes; lines are written where the changes are, with each transaction. */
export interface Audit {
  list(who: Principal, filter: AuditFilter, page: PageRequest): Promise<Page<AuditRow>>
}

export function createAudit(parts: { db: Database; cursors: Cursors; keepDays: number }): Audit {
  const { db, cursors, keepDays } = parts
  return {
    list: ({ accountId }, filter, page) =>
      db.forAccount(accountId, (trx) => {
        const context = JSON.stringify(['audit', accountId, filter.resourceId, filter.actorId])
        return listLines(trx, cursors, context, { filter, keepDays }, page)
      }),
  }
}
