import { type Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { type Answer, request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import type { TestVitrine } from '../harness/vitrine.ts'
import { addressOf, type Ids, type Operation, sample } from './spec.ts'

/** An account that has two of everything, so that every list of it has a second page. */
export interface World {
  key: string
  publishableKey: string
  client: Vitrine
  /** The first of each kind, by the name of its id's schema. */
  ids: Ids
}

const price = { amount: 100, currency: 'EUR' }
const sampleOrder = {
  customer: { companyName: 'Acme', contactName: 'Marie Martin', email: 'marie@acme.example' },
  shipping: { addressLine1: '3 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
}

export async function makeWorld(vitrine: TestVitrine, name: string): Promise<World> {
  const { client, secretKey: key } = await vitrine.createAccount(name)
  const twice = async <T>(make: (n: number) => Promise<T>): Promise<[T, T]> => [await make(1), await make(2)]
  const [collection] = await twice((n) => client.collections.create({ name: `Collection ${n}` }))
  const [product, second] = await twice((n) => client.products.create({ name: `Product ${n}`, price }))
  const [pack] = await twice((n) =>
    client.packs.create({ name: `Pack ${n}`, price, items: [{ productId: second.id, quantity: n }] }),
  )
  await client.products.setImage(product.id, await photoJpeg({ size: 64 }))
  const [tenant] = await twice((n) =>
    client.tenants.create({ name: `${name} ${n}`, logo: logoSvg() }, { maxRetries: 5 }),
  )
  await client.generations.create(tenant.id)
  await client.tenants.setCatalog(tenant.id, { items: [{ itemId: product.id, position: 1 }] })
  // An answer that is kept for its repetition is the account's as well.
  const headers = { 'idempotency-key': 'once' }
  await request(`${vitrine.url}/v1/collections`, { method: 'POST', key, headers, json: { name: 'Once' } })
  const publishable = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
  const secret = await client.apiKeys.create({ type: 'secret', name: 's' })
  const portals = new VitrinePortal({
    publishableKey: publishable.secret,
    baseUrl: vitrine.url,
    maxRetries: 0,
  })
  const [order] = await twice((n) =>
    portals.submitOrder(tenant.slug, { ...sampleOrder, lines: [{ itemId: product.id, quantity: n }] }),
  )
  const [endpoint] = await twice(() => client.webhookEndpoints.create({ url: 'https://93.184.215.14/hook' }))
  const [delivery] = await twice(() => client.webhookEndpoints.test(endpoint.id))
  const { data: events } = await client.events.list({ limit: 1 })
  return {
    key,
    publishableKey: publishable.secret,
    client,
    ids: {
      CollectionId: collection.id,
      ProductId: product.id,
      PackId: pack.id,
      ItemId: product.id,
      TenantId: tenant.id,
      GenerationId: tenant.generation!.id,
      KeyId: secret.id,
      OrderId: order.id,
      EventId: events[0]!.id,
      WebhookEndpointId: endpoint.id,
      WebhookDeliveryId: delivery.id,
      slug: tenant.slug,
      idOrSlug: product.slug,
    },
  }
}

/** The key that an operation takes; none where it is open. */
export function keyFor(operation: Operation, world: World): string | undefined {
  if (!operation.scheme) return undefined
  return operation.scheme === 'publishableKey' ? world.publishableKey : world.key
}

/** Sends an operation with a body that its schema accepts, unless told otherwise. */
export async function send(
  url: string,
  operation: Operation,
  ids: Ids,
  options: {
    key?: string | undefined
    query?: string
    json?: unknown
    headers?: Record<string, string>
  } = {},
): Promise<Answer> {
  const { query = '', key, headers = {} } = options
  const isImage = operation.media.includes('image/*') && !('json' in options)
  const json = 'json' in options ? options.json : operation.body && sample(operation.body, ids)
  return request(`${url}${addressOf(operation, ids)}${query}`, {
    method: operation.method,
    ...(key ? { key } : {}),
    ...(isImage
      ? { body: new Uint8Array(operation.path.endsWith('logo') ? logoSvg() : await photoJpeg({ size: 64 })) }
      : { json }),
    headers: { ...(isImage ? { 'content-type': 'image/jpeg' } : {}), ...headers },
  })
}

/** An error without what differs from one request to the next. */
export function withoutId({ status, body, headers }: Answer): unknown {
  const { requestId, ...rest } = body
  return { status, type: headers.get('content-type'), cache: headers.get('cache-control'), ...rest }
}
