import { type List, listOf } from '../page.ts'
import type { Send } from '../request.ts'
import type { AuditEntry, CallOptions, Query } from '../types.ts'

/** Needs the scope `audit:read`. */
export const auditLogResource = (send: Send) => ({
  /** Who changed what, newest first; `resourceId` and `actorId` narrow it. */
  list: (query: Query<'listAuditLog'> = {}, options?: CallOptions): List<AuditEntry> =>
    listOf(query, (query) => send({ method: 'GET', path: ['audit-log'], query, options })),
})
