import type { Handlers, Schemas } from '../../contract/handlers.ts'
import type { Audit, AuditRow } from './audit.ts'

export function auditHandlers(audit: Audit): Pick<Handlers, 'listAuditLog'> {
  return {
    async listAuditLog({ query: { limit = 20, cursor, ...filter } }, { principal }) {
      const { data, nextCursor } = await audit.list(principal, filter, { limit, cursor })
      return { status: 200, body: { data: data.map(entryView), nextCursor } }
    },
  }
}

function entryView(row: AuditRow): Schemas['AuditEntry'] {
  const { id, at, actorKind: actorType, actorId, operation, resourceId, requestId, outcome } = row
  return { id, at: at.toISOString(), actorType, actorId, operation, resourceId, requestId, outcome }
}
