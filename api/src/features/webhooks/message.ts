import type { EventRow } from '../events/events.ts'
import { eventView } from '../events/view.ts'
import { legacyOrder } from '../orders/legacy.ts'
import type { Resources } from './resources.ts'
import { current, signedHeaders, type Vault } from './secrets.ts'
import type { EndpointRow } from './store.ts'

export interface Message {
  body: string
  headers: Record<string, string>
}

/** What an endpoint is sent of an event: made anew for each try, signed as of now. */
export function createMessages(vault: Vault, resources: Resources) {
  return async (endpoint: EndpointRow, event: EventRow, now: Date): Promise<Message> => {
    const secrets = current(endpoint.secrets, now).map(({ sealed }) => vault.open(endpoint.id, sealed))
    const legacySecret = endpoint.legacySecret ? vault.open(endpoint.id, endpoint.legacySecret) : secrets[0]!
    const body = JSON.stringify(
      endpoint.format === 'legacy'
        ? await legacyBody(event, legacySecret, now)
        : await standardBody(endpoint, event),
    )
    return {
      body,
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(event.id, now, body, secrets),
        ...(endpoint.format === 'legacy' ? { 'x-webhook-secret': legacySecret } : {}),
      },
    }
  }

  async function standardBody({ include }: EndpointRow, event: EventRow) {
    const thin = { ...eventView(event), timestamp: event.createdAt.toISOString() }
    return include === 'full' ? { ...thin, resource: await resources.of(event.accountId, event) } : thin
  }

  async function legacyBody(event: EventRow, secret: string, now: Date) {
    const order =
      event.type === 'webhook_endpoint.test'
        ? { ...MADE_UP, createdAt: now }
        : await resources.order(event.accountId, event.resourceId)
    return legacyOrder(order, secret, now)
  }
}

const PLACE = { addressLine1: '1 rue de l’Essai', postalCode: '75001', city: 'Paris', country: 'FR' }

/** What a test in the form of the prototype sends: it knows nothing but orders. */
const MADE_UP = {
  id: 'ord_00000000000000000000000000',
  status: 'pending_quote' as const,
  tenantSlug: 'test',
  customer: { companyName: 'Test', contactName: 'Test', email: 'test@example.com' },
  shipping: PLACE,
  billing: PLACE,
  desiredDeliveryDate: null,
  internalReference: null,
  notes: null,
  lines: [],
  subtotalAmount: 0,
  currency: 'EUR',
}
