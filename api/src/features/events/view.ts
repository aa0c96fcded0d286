import type { Schemas } from '../../contract/handlers.ts'
import type { EventRow } from './events.ts'

export function eventView(row: EventRow): Schemas['Event'] {
  const { id, type, tenantId, resourceId, resourceVersion, sequence, data, createdAt } = row
  return {
    id,
    type,
    tenantId,
    resourceId,
    resourceVersion,
    sequence: Number(sequence),
    data,
    createdAt: createdAt.toISOString(),
  }
}
