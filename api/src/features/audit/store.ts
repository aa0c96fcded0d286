import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { BaseModel } from '../../data/model.ts'
import { NEWEST_FIRST, type Page, type PageRequest, readPage } from '../../data/page.ts'

export class AuditRow extends BaseModel {
  static override tableName = 'audit_log'
  declare at: Date
  declare actorId: string
  declare actorKind: 'key' | 'person' | 'operator'
  declare operation: string
  declare resourceId: string | null
  declare requestId: string
  declare outcome: string
}

export interface AuditFilter {
  resourceId?: string | undefined
  actorId?: string | undefined
}

export async function listLines(
  trx: Trx,
  cursors: Cursors,
  context: string,
  { filter, keepDays }: { filter: AuditFilter; keepDays: number },
  page: PageRequest,
): Promise<Page<AuditRow>> {
  const query = AuditRow.query(trx).whereRaw('at >= now() - make_interval(days => ?)', [keepDays])
  if (filter.resourceId !== undefined) query.where({ resourceId: filter.resourceId })
  if (filter.actorId !== undefined) query.where({ actorId: filter.actorId })
  return readPage(query, {
    cursors,
    context,
    page,
    ...NEWEST_FIRST,
  })
}
