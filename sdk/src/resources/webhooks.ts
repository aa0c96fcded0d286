import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type {
  CallOptions,
  Query,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointCreate,
  WebhookEndpointUpdate,
  WebhookEndpointWithSecret,
  WriteOptions,
} from '../types.ts'

/** All need the scope `webhooks:write`. */
export const webhookEndpointsResource = (send: Send) => ({
  /**
   * From now on each event it asks for is posted to `url`. Its `secret` is in this answer and never again.
   *
   * @example
   * const { secret } = await vitrine.webhookEndpoints.create({ url: 'https://acme.example/hook', types: ['order.created'] })
   */
  create: (input: WebhookEndpointCreate, options?: CallOptions): Reply<WebhookEndpointWithSecret> =>
    send({ method: 'POST', path: ['webhook-endpoints'], body: input, options }),

  /** Newest first, without their secrets. */
  list: (query: Query<'listWebhookEndpoints'> = {}, options?: CallOptions): List<WebhookEndpoint> =>
    listOf(query, (query) => send({ method: 'GET', path: ['webhook-endpoints'], query, options })),

  /** @throws {NotFoundError} where this account has no such endpoint. */
  get: (endpointId: string, options?: CallOptions): Reply<WebhookEndpoint> =>
    send({ method: 'GET', path: ['webhook-endpoints', endpointId], options }),

  /** Changes the fields that are sent. `status: 'enabled'` begins anew after it was disabled. */
  update: (
    endpointId: string,
    input: WebhookEndpointUpdate,
    options?: WriteOptions,
  ): Reply<WebhookEndpoint> =>
    send({ method: 'PATCH', path: ['webhook-endpoints', endpointId], body: input, options }),

  /** Ends it, with the log of its deliveries. */
  delete: (endpointId: string, options?: WriteOptions): Reply<void> =>
    send({ method: 'DELETE', path: ['webhook-endpoints', endpointId], options }),

  /** Replaces the secret; the old one signs as well for `overlapHours`. The new one is in this answer alone. */
  rollSecret: (
    endpointId: string,
    input: { overlapHours: number },
    options?: CallOptions,
  ): Reply<WebhookEndpointWithSecret> =>
    send({ method: 'POST', path: ['webhook-endpoints', endpointId, 'roll-secret'], body: input, options }),

  /** Sends it a `webhook_endpoint.test`. */
  test: (endpointId: string, options?: CallOptions): Reply<WebhookDelivery> =>
    send({ method: 'POST', path: ['webhook-endpoints', endpointId, 'test'], options }),

  /** Sends everything since a time again, or with `undeliveredOnly` what has not arrived. */
  recover: (
    endpointId: string,
    input: { since: string; undeliveredOnly?: boolean },
    options?: CallOptions,
  ): Reply<{ deliveries: number }> =>
    send({ method: 'POST', path: ['webhook-endpoints', endpointId, 'recover'], body: input, options }),

  /** What was sent to it and what it answered, newest first. */
  deliveries: (
    endpointId: string,
    query: Query<'listWebhookDeliveries'> = {},
    options?: CallOptions,
  ): List<WebhookDelivery> =>
    listOf(query, (query) =>
      send({ method: 'GET', path: ['webhook-endpoints', endpointId, 'deliveries'], query, options }),
    ),

  /** Sends one delivery again, at once. */
  retry: (deliveryId: string, options?: CallOptions): Reply<WebhookDelivery> =>
    send({ method: 'POST', path: ['webhook-deliveries', deliveryId, 'retry'], options }),
})
