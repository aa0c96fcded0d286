import { readFile } from 'node:fs/promises'
import { expect, expectTypeOf, test } from 'vitest'
import {
  type CallOptions,
  type FileInput,
  type Reply,
  Vitrine,
  VitrinePortal,
  type WriteOptions,
} from './index.ts'
import { json, serve } from './test-server.ts'
import type { components, operations } from './types.gen.ts'

/** Operations without a key: for probes, browsers and tools, not for a program. */
const UNKEYED = [
  'getHealth',
  'getReadiness',
  'getMetrics',
  'getOpenApi',
  'getDocs',
  'getLlmsText',
  'getFile',
  'getPortalPage',
  'getPortalFirstScreen',
  'getOldItemAddress',
  'getWidgetScript',
  'getPlacementEditorScript',
  'getWidgetFile',
] as const satisfies (keyof operations)[]
type Unkeyed = (typeof UNKEYED)[number]
type Keyed = Exclude<keyof operations, Unkeyed>

const methodsOf = (vitrine: Vitrine, portals: VitrinePortal) => ({
  getAccount: vitrine.account.get,
  listAuditLog: vitrine.auditLog.list,
  listApiKeys: vitrine.apiKeys.list,
  createApiKey: vitrine.apiKeys.create,
  getApiKey: vitrine.apiKeys.get,
  revokeApiKey: vitrine.apiKeys.revoke,
  rollApiKey: vitrine.apiKeys.roll,
  listCollections: vitrine.collections.list,
  createCollection: vitrine.collections.create,
  getCollection: vitrine.collections.get,
  updateCollection: vitrine.collections.update,
  deleteCollection: vitrine.collections.delete,
  putCollectionImage: vitrine.collections.setImage,
  putCollectionPlacement: vitrine.collections.setPlacement,
  listProducts: vitrine.products.list,
  createProduct: vitrine.products.create,
  getProduct: vitrine.products.get,
  updateProduct: vitrine.products.update,
  deleteProduct: vitrine.products.delete,
  putProductImage: vitrine.products.setImage,
  putProductPlacement: vitrine.products.setPlacement,
  listPacks: vitrine.packs.list,
  createPack: vitrine.packs.create,
  getPack: vitrine.packs.get,
  updatePack: vitrine.packs.update,
  deletePack: vitrine.packs.delete,
  putPackImage: vitrine.packs.setImage,
  putPackPlacement: vitrine.packs.setPlacement,
  validatePlacement: vitrine.placements.validate,
  createPreview: vitrine.placements.preview,
  listTenants: vitrine.tenants.list,
  createTenant: vitrine.tenants.create,
  getTenant: vitrine.tenants.get,
  updateTenant: vitrine.tenants.update,
  deleteTenant: vitrine.tenants.delete,
  putTenantLogo: vitrine.tenants.setLogo,
  getTenantCatalog: vitrine.tenants.catalog,
  putTenantCatalog: vitrine.tenants.setCatalog,
  createPortalSession: vitrine.tenants.createPortalSession,
  revokePortalSessions: vitrine.tenants.revokePortalSessions,
  listRenders: vitrine.tenants.renders,
  listGenerations: vitrine.generations.list,
  createGeneration: vitrine.generations.create,
  getGeneration: vitrine.generations.get,
  streamGenerationEvents: vitrine.generations.events,
  cancelGeneration: vitrine.generations.cancel,
  retryGeneration: vitrine.generations.retry,
  getPortal: portals.get,
  listPortalItems: portals.items,
  getPortalItem: portals.item,
  streamPortalEvents: portals.events,
  submitOrder: portals.submitOrder,
  listOrders: vitrine.orders.list,
  exportOrders: vitrine.orders.export,
  getOrder: vitrine.orders.get,
  updateOrder: vitrine.orders.update,
  eraseOrderContact: vitrine.orders.eraseContact,
  listEvents: vitrine.events.list,
  getEvent: vitrine.events.get,
  listWebhookEndpoints: vitrine.webhookEndpoints.list,
  createWebhookEndpoint: vitrine.webhookEndpoints.create,
  getWebhookEndpoint: vitrine.webhookEndpoints.get,
  updateWebhookEndpoint: vitrine.webhookEndpoints.update,
  deleteWebhookEndpoint: vitrine.webhookEndpoints.delete,
  rollWebhookSecret: vitrine.webhookEndpoints.rollSecret,
  testWebhookEndpoint: vitrine.webhookEndpoints.test,
  recoverWebhookEndpoint: vitrine.webhookEndpoints.recover,
  listWebhookDeliveries: vitrine.webhookEndpoints.deliveries,
  retryWebhookDelivery: vitrine.webhookEndpoints.retry,
})
type Methods = ReturnType<typeof methodsOf>

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Content<T> = T extends { content: infer C } ? C : never
type JsonOf<T> = T extends { 'application/json': infer Body } ? Body : never

/** A dry run is a method of its own, `estimate`, which answers the 200; what `create` answers is the 201. */
type DryRuns = 'createGeneration'

/** What the contract answers: the JSON of its 200 or 201, a stream's events, a picture as a Blob, nothing with 204. */
type Output<Op extends Keyed> = operations[Op]['responses'] extends {
  200: { content: { 'text/event-stream': infer Event } }
}
  ? AsyncIterable<Event>
  : operations[Op]['responses'] extends { 204: unknown }
    ? Awaited<Promise<void>>
    : operations[Op]['responses'] extends {
          200: { content: { 'image/*': unknown } | { 'text/csv': unknown } }
        }
      ? Blob
      : JsonOf<
          Content<
            operations[Op]['responses'][keyof operations[Op]['responses'] &
              (Op extends DryRuns ? 201 : 200 | 201)]
          >
        >

type Options<Op extends Keyed> = operations[Op]['parameters']['header'] extends infer Header
  ? Extract<Header, { 'If-Match'?: string }> extends never
    ? CallOptions
    : WriteOptions
  : never

/** What the contract takes after the ids of the path: a body or a query, then options. */
type Input<Op extends Keyed> =
  Content<operations[Op]['requestBody']> extends infer Body
    ? [Body] extends [never]
      ? [Op extends DryRuns ? undefined : operations[Op]['parameters']['query']] extends [undefined]
        ? [options?: Options<Op>]
        : [query?: operations[Op]['parameters']['query'], options?: Options<Op>]
      : Body extends { 'image/*': unknown }
        ? [file: FileInput | JsonOf<Body>, options?: Options<Op>]
        : Body extends { 'multipart/form-data': unknown }
          ? [input: JsonOf<Body> & { logo?: FileInput }, options?: Options<Op>]
          : [input: JsonOf<Body>, options?: Options<Op>]
    : never

type AfterIds<Args> = Args extends [string, ...infer Rest] ? AfterIds<Rest> : Args

type Mismatch = {
  [Op in Keyed]: Op extends keyof Methods
    ? Equal<AfterIds<Parameters<Methods[Op]>>, Input<Op>> extends true
      ? Equal<Awaited<ReturnType<Methods[Op]>>, Output<Op>> extends true
        ? ReturnType<Methods[Op]> extends Reply<unknown> | AsyncIterable<unknown>
          ? never
          : `${Op} answers a bare Promise instead of a Reply`
        : `${Op} answers another type`
      : `${Op} takes another type`
    : `${Op} has no method`
}[Keyed]

test('every operation has a method with the types of the contract', () => {
  const mismatches: never[] = [] as Mismatch[]
  expect(mismatches).toEqual([])
  expectTypeOf<Exclude<keyof Methods, Keyed>>().toEqualTypeOf<never>()
  type Schemas = components['schemas']
  expectTypeOf<Omit<Schemas['TenantCreateForm'], 'logo'>>().toEqualTypeOf<
    Omit<Schemas['TenantCreate'], 'logoUrl'>
  >()
})

test('mistakes do not compile', () => {
  const wrong = (vitrine: Vitrine) => [
    // @ts-expect-error a tenant needs a name
    vitrine.tenants.create({ logo: 'logo.svg' }),
    // @ts-expect-error money is an object, so that no currency is guessed
    vitrine.products.create({ name: 'Mug', price: 35 }),
    // @ts-expect-error no such field
    vitrine.tenants.update('tnt_1', { color: '#000000' }),
    // @ts-expect-error reading takes no precondition
    vitrine.tenants.get('tnt_1', { ifMatch: '"v1"' }),
    // @ts-expect-error a tenant without a logo has no generation
    vitrine.tenants.create({ name: 'A' }).then((tenant) => tenant.generation.id),
  ]
  expect(wrong).toBeTypeOf('function')
})

type Declared = { id: string; method: string; path: string; security: string; body: string }

/** What openapi.yaml says, read by its layout: one operation a block, its security on one line. */
async function declared(): Promise<Declared[]> {
  const text = await readFile(new URL('../../openapi.yaml', import.meta.url), 'utf8')
  const found: Declared[] = []
  for (const part of text
    .split(/^components:/m)[0]!
    .split(/^ {2}(?=\/)/m)
    .slice(1)) {
    const path = part.slice(0, part.indexOf(':\n'))
    for (const block of part.split(/^ {4}(?=(?:get|put|post|patch|delete):)/m).slice(1)) {
      const id = /operationId: (\w+)/.exec(block)?.[1] ?? ''
      const security = /security: \[(?:\{ (\w+):)?/.exec(block)?.[1] ?? ''
      const asked = /requestBod.*?(?=^ {6}responses:)/ms.exec(block)?.[0] ?? ''
      const body = /ImageFile|image\/\*/.test(asked) ? 'image' : asked && 'json'
      found.push({ id, method: block.slice(0, block.indexOf(':')).toUpperCase(), path, security, body })
    }
  }
  return found
}

/** Those of one thing; the account's own events are a list. */
const isStream = (path: string) => /^\/v1\/\w+\/[^/]+\/events$/.test(path)

test('every operation with a key is called as the contract declares it', async () => {
  const { url, seen } = await serve((response, { path }) => {
    if (!isStream(path)) return json(response, 200, { data: [], nextCursor: null })
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('id: 1\nevent: ended\ndata: {}\n\n')
  })
  const vitrine = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  const portals = new VitrinePortal({ publishableKey: 'pk_test', baseUrl: url })
  const methods: Record<string, (...args: unknown[]) => unknown> = methodsOf(vitrine, portals) as never
  const all = await declared()
  const keyed = all.filter((operation) => operation.security !== '')
  expect(keyed.map(({ id }) => id).sort()).toEqual(Object.keys(methods).sort())
  expect(
    all
      .filter((one) => !keyed.includes(one))
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...UNKEYED].sort())

  for (const { id, method, path, security, body } of keyed) {
    const ids = (path.match(/\{\w+\}/g) ?? []).map((_, index) => `id-${index}`)
    const input = body === 'image' ? [new Blob(['<svg/>'])] : body === 'json' ? [{ name: 'x' }] : []
    const result = methods[id]?.(...ids, ...input) as AsyncIterable<unknown> | Promise<unknown>
    if (isStream(path)) for await (const _ of result as AsyncIterable<unknown>) break
    else await result
    const { headers, ...request } = seen.at(-1)!
    let count = 0
    expect([id, request.method, request.path]).toEqual([
      id,
      method,
      path.replaceAll(/\{\w+\}/g, () => `id-${count++}`),
    ])
    expect(Boolean(headers.authorization), id).toBe(security === 'secretKey')
    expect(Boolean(headers['x-publishable-key']), id).toBe(security === 'publishableKey')
    const type = body === 'image' ? 'image/svg+xml' : body === 'json' ? 'application/json' : undefined
    expect(headers['content-type'], id).toBe(type)
  }
})
