import { etagOf, expectedVersion } from '../../contract/etag.ts'
import { type Handlers, sealing } from '../../contract/handlers.ts'
import { deliveryView, endpointView } from './view.ts'
import type { DeliveryRow, EndpointRow, Issued, Webhooks } from './webhooks.ts'

type Operations =
  | 'listWebhookEndpoints'
  | 'createWebhookEndpoint'
  | 'getWebhookEndpoint'
  | 'updateWebhookEndpoint'
  | 'deleteWebhookEndpoint'
  | 'rollWebhookSecret'
  | 'testWebhookEndpoint'
  | 'recoverWebhookEndpoint'
  | 'listWebhookDeliveries'
  | 'retryWebhookDelivery'

export function webhookHandlers(webhooks: Webhooks): Pick<Handlers, Operations> {
  const answer = (row: EndpointRow) => ({
    status: 200 as const,
    body: endpointView(row),
    headers: { ETag: etagOf(row.version) },
  })
  const issued =
    <Status extends 200 | 201>(status: Status) =>
    ({ row, secret }: Issued) => ({
      status,
      body: { ...endpointView(row), secret },
      headers: { ETag: etagOf(row.version), 'Cache-Control': 'no-store' },
    })
  const delivery =
    <Status extends 200 | 201>(status: Status) =>
    (row: DeliveryRow) => ({ status, body: deliveryView(row) })

  return {
    async listWebhookEndpoints({ query: { limit = 20, cursor } }, { principal }) {
      const { data, nextCursor } = await webhooks.list(principal, { limit, cursor })
      return { status: 200, body: { data: data.map(endpointView), nextCursor } }
    },
    async createWebhookEndpoint({ body }, context) {
      const created = issued(201)
      return created(await webhooks.create(context.principal, body, sealing(context, created)))
    },
    async getWebhookEndpoint({ params }, { principal }) {
      return answer(await webhooks.get(principal, params.endpointId))
    },
    async updateWebhookEndpoint({ params, body, headers }, { principal }) {
      const expected = expectedVersion(headers['if-match'])
      return answer(await webhooks.update(principal, params.endpointId, body, expected))
    },
    async deleteWebhookEndpoint({ params, headers }, { principal }) {
      await webhooks.remove(principal, params.endpointId, expectedVersion(headers['if-match']))
      return { status: 204 }
    },
    async rollWebhookSecret({ params, body: { overlapHours } }, context) {
      const rolled = issued(200)
      const done = sealing(context, rolled)
      return rolled(await webhooks.rollSecret(context.principal, params.endpointId, overlapHours, done))
    },
    async testWebhookEndpoint({ params }, context) {
      const made = delivery(201)
      return made(await webhooks.test(context.principal, params.endpointId, sealing(context, made)))
    },
    async recoverWebhookEndpoint({ params, body: { since, undeliveredOnly = false } }, context) {
      const asked = { since: new Date(since), undeliveredOnly }
      const begun = (deliveries: number) => ({ status: 200 as const, body: { deliveries } })
      const done = sealing(context, begun)
      return begun(await webhooks.recover(context.principal, params.endpointId, asked, done))
    },
    async listWebhookDeliveries({ params, query: { limit = 20, cursor, status } }, { principal }) {
      const page = { limit, cursor }
      const { data, nextCursor } = await webhooks.deliveries(principal, params.endpointId, status, page)
      return { status: 200, body: { data: data.map(deliveryView), nextCursor } }
    },
    async retryWebhookDelivery({ params }, context) {
      const again = delivery(200)
      return again(await webhooks.retry(context.principal, params.deliveryId, sealing(context, again)))
    },
  }
}
