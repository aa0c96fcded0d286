import type { Schemas } from '../../contract/handlers.ts'
import type { DeliveryRow, EndpointRow } from './webhooks.ts'

export function endpointView(row: EndpointRow): Schemas['WebhookEndpoint'] {
  const { id, tenantId, url, description, types, include, format, status, disabledReason, version } = row
  return {
    id,
    tenantId,
    url,
    description,
    types,
    include,
    format,
    status,
    disabledReason,
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function deliveryView(row: DeliveryRow): Schemas['WebhookDelivery'] {
  const { id, endpointId, eventId, eventType, status, attempts } = row
  return {
    id,
    endpointId,
    eventId,
    eventType,
    status,
    attempts,
    nextAttemptAt: status === 'pending' ? row.dueAt.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
  }
}
