import { notifyChange } from '../../data/changes.ts'
import { newId } from '../../ids.ts'
import type { EventType, Follower, NewEvent } from '../events/events.ts'
import * as store from './store.ts'

/** What wakes those that send. */
export const WAKE = 'webhooks'

/** Whether an endpoint is told of it. A test goes to its endpoint alone. */
export function wants(
  { types, tenantId, format }: Pick<store.EndpointRow, 'types' | 'tenantId' | 'format'>,
  event: Pick<NewEvent, 'type' | 'tenantId'>,
): boolean {
  if (event.type === 'webhook_endpoint.test') return false
  if (format === 'legacy' && event.type !== 'order.created') return false
  if (tenantId !== null && event.tenantId !== tenantId) return false
  return types === null || types.includes(event.type)
}

/** What of all events an endpoint could be told. */
export function interestOf({ types, tenantId, format }: store.EndpointRow): {
  types: EventType[] | null
  tenantId: string | null
} {
  if (format !== 'legacy') return { types, tenantId }
  return { types: ['order.created'], tenantId }
}

/** Notes what is to be sent where, in the transaction of the event: from then on it cannot be lost. */
export function createAnnouncer(now: () => Date = () => new Date()): Follower {
  return {
    async announce(trx, accountId, events) {
      const endpoints = await store.listListeners(trx)
      const rows = events.flatMap((event) =>
        endpoints
          .filter((endpoint) => wants(endpoint, event))
          .map((endpoint) => ({
            id: newId('dlv'),
            accountId,
            endpointId: endpoint.id,
            eventId: event.id,
            eventType: event.type,
            dueAt: now(),
          })),
      )
      if (rows.length === 0) return
      await store.insertDeliveries(trx, rows)
      await notifyChange(trx, WAKE)
    },
    forget: store.deleteDeliveriesBefore,
  }
}
