import type { Schemas } from '../../contract/handlers.ts'
import type { KeyRow } from './store.ts'

export function keyView(row: KeyRow): Schemas['ApiKey'] {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as Schemas['Scope'][],
    tenantId: row.tenantId,
    allowedOrigins: row.allowedOrigins,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    previousExpiresAt:
      row.previousExpiresAt && row.previousExpiresAt.getTime() > Date.now()
        ? row.previousExpiresAt.toISOString()
        : null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
