import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { type Received, startReceiver, verify } from '../harness/receiver.ts'
import { CANARIES, openShop, orderFor } from '../harness/shop.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

type Receiver = Awaited<ReturnType<typeof startReceiver>>
type Shop = Awaited<ReturnType<typeof openShop>>

let vitrine: TestVitrine
let receiver: Receiver
beforeAll(async () => {
  vitrine = await startVitrine()
  receiver = await startReceiver()
})
afterAll(async () => {
  await vitrine?.stop()
  await receiver?.stop()
})
beforeEach(() => {
  receiver.behave = (_, response) => response.end('thanks')
})

const price = { amount: 100, currency: 'EUR' }
const at = (path: string) => receiver.received.filter((message) => message.path === path)
const arrives = async (path: string, count = 1): Promise<Received[]> => {
  await expect.poll(() => at(path).length, { timeout: 10_000, interval: 20 }).toBeGreaterThanOrEqual(count)
  return at(path)
}
const order = ({ portals, tenant, pen }: Shop) =>
  portals.submitOrder(tenant.slug, orderFor([{ itemId: pen.id, quantity: 1 }]))

test('an event arrives, signed as the official library has it, thin and without anything about people', async () => {
  const shop = await openShop(vitrine, { name: 'Thin' })
  const { client } = shop
  const url = receiver.urlOf('/thin')
  const { id, secret, ...endpoint } = await client.webhookEndpoints.create({ url, types: ['order.created'] })
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(endpoint).toMatchObject({ status: 'enabled', include: 'thin', format: 'standard', version: 1 })
  const { id: orderId, number } = await order(shop)
  const [message] = await arrives('/thin')
  verify(message!, secret)
  expect(() => verify({ ...message!, text: `${message!.text} ` }, secret)).toThrow()
  const { data } = await client.events.list({ type: 'order.created' })
  expect(message!.body).toEqual({ ...data[0], timestamp: data[0]!.createdAt })
  expect(message!.body).toMatchObject({
    resourceId: orderId,
    data: { number, status: 'pending_quote' },
  })
  expect(message!.headers['webhook-id']).toBe(data[0]!.id)
  for (const canary of CANARIES) expect(message!.text.toLowerCase()).not.toContain(canary)
  await expect
    .poll(async () => (await client.webhookEndpoints.deliveries(id)).data)
    .toMatchObject([
      {
        endpointId: id,
        eventId: data[0]!.id,
        eventType: 'order.created',
        status: 'succeeded',
        nextAttemptAt: null,
        attempts: [{ status: 200, error: null, response: 'thanks', durationMs: expect.any(Number) }],
      },
    ])
  expect(JSON.stringify(await client.webhookEndpoints.get(id))).not.toContain('whsec_')
  const rows = await vitrine.database.query(`select * from webhook_endpoints where id = $1`, [id])
  expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 20))
})

test('only what it asks for, of its tenant alone; the whole resource where it asks for that', async () => {
  const shop = await openShop(vitrine, { name: 'Full' })
  const { client, tenant } = shop
  const other = await client.tenants.create({ name: 'Other' })
  const make = (path: string, more: object) =>
    client.webhookEndpoints.create({ url: receiver.urlOf(path), ...more })
  await make('/all', {})
  await make('/full', { include: 'full', types: ['order.created', 'product.updated', 'tenant.deleted'] })
  await make('/tenant', { tenantId: other.id })
  await client.products.update(shop.pen.id, { name: 'Quill' })
  const { id } = await order(shop)
  await client.tenants.delete(other.id)
  const all = await arrives('/all', 3)
  expect(all.map(({ body }) => body.type).toSorted()).toEqual([
    'order.created',
    'product.updated',
    'tenant.deleted',
  ])
  const full = await arrives('/full', 3)
  const resource = (type: string) => full.find(({ body }) => body.type === type)!.body.resource
  expect(resource('order.created')).toEqual(await client.orders.get(id))
  expect(resource('product.updated')).toEqual(await client.products.get(shop.pen.id))
  expect(resource('tenant.deleted')).toBeNull()
  expect((await arrives('/tenant')).map(({ body }) => [body.type, body.tenantId])).toEqual([
    ['tenant.deleted', other.id],
  ])
  expect(tenant.id).not.toBe(other.id)
})

test('an automation made for the prototype gets orders in its shape, with its secret', async () => {
  const shop = await openShop(vitrine, { name: 'Legacy' })
  const { client, tenant, mug, pack } = shop
  const { secret } = await client.webhookEndpoints.create({
    url: receiver.urlOf('/legacy'),
    format: 'legacy',
    legacySecret: 'the-old-secret',
  })
  await client.products.update(shop.pen.id, { name: 'Not told' })
  const { id, createdAt } = await shop.portals.submitOrder(
    tenant.slug,
    orderFor(
      [
        { itemId: mug.id, quantity: 50 },
        { itemId: pack.id, quantity: 10 },
      ],
      { desiredDeliveryDate: '2035-01-31', internalReference: 'PO 7' },
    ),
  )
  const [message, ...more] = await arrives('/legacy')
  expect(more).toEqual([])
  verify(message!, secret)
  expect(message!.headers['x-webhook-secret']).toBe('the-old-secret')
  expect(message!.body).toEqual({
    security: {
      source: 'portal-checkout',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      verificationToken: 'the-old-secret',
    },
    order: { id, status: 'pending_quote', tenantId: tenant.slug, createdAt },
    customer: {
      companyName: 'Société Générale',
      contactName: 'Zéphyrine Canari',
      email: 'zephyrine@canari.example',
      phone: '+33611223344',
      department: '',
    },
    fulfillment: {
      shipping: {
        addressLine1: '3 passage-du-secret',
        addressLine2: '',
        postalCode: '75002',
        city: 'Paris',
        country: 'France',
        contactName: 'Zéphyrine Canari',
        notes: '',
      },
      billing: {
        addressLine1: '3 passage-du-secret',
        addressLine2: '',
        postalCode: '75002',
        city: 'Paris',
        country: 'France',
        vatNumber: '',
        siret: '',
      },
      delivery: { desiredDate: '2035-01-31', notes: '', internalRef: 'PO 7' },
    },
    items: [
      {
        type: 'product',
        description: '50x Mug émaillé',
        quantity: 50,
        sku: 'mug-basic',
        unitPrice: 8.9,
        totalPrice: 445,
        details: {
          product: { id: 'mug-basic', name: 'Mug émaillé', price: 8.9, category: '' },
          items: [],
        },
      },
      {
        type: 'pack',
        description: '10x Pack Onboarding',
        quantity: 10,
        sku: 'pack-onboarding',
        unitPrice: 49,
        totalPrice: 490,
        details: {
          product: { id: 'pack-onboarding', name: 'Pack Onboarding', price: 49, category: 'Pack' },
          items: [
            { productId: 'mug-basic', quantity: 1 },
            { productId: shop.pen.id, quantity: 2 },
          ],
        },
      },
    ],
    meta: { totalEstimated: 935, currency: 'EUR' },
  })
})

test('a secret is replaced without a gap: both sign for a while', async () => {
  const { client } = await vitrine.createAccount()
  const first = await client.webhookEndpoints.create({ url: receiver.urlOf('/roll') })
  const second = await client.webhookEndpoints.rollSecret(first.id, { overlapHours: 24 })
  await client.webhookEndpoints.test(first.id)
  const [both] = await arrives('/roll')
  for (const { secret } of [first, second]) verify(both!, secret)
  const third = await client.webhookEndpoints.rollSecret(first.id, { overlapHours: 0 })
  await client.webhookEndpoints.test(first.id)
  const [, alone] = await arrives('/roll', 2)
  verify(alone!, third.secret)
  for (const { secret } of [first, second]) expect(() => verify(alone!, secret)).toThrow()
})

test('a test goes to its endpoint alone, and a failure is logged and tried again', async () => {
  const { client } = await vitrine.createAccount()
  const { id, secret } = await client.webhookEndpoints.create({
    url: receiver.urlOf('/test'),
    types: ['order.created'],
  })
  await client.webhookEndpoints.create({ url: receiver.urlOf('/beside') })
  receiver.behave = (_, response) => response.writeHead(500).end('x'.repeat(5000))
  const delivery = await client.webhookEndpoints.test(id)
  expect(delivery).toMatchObject({ status: 'pending', eventType: 'webhook_endpoint.test' })
  await arrives('/test')
  const log = async () => (await client.webhookEndpoints.deliveries(id)).data[0]!
  await expect.poll(async () => (await log()).attempts).toHaveLength(1)
  const { attempts, nextAttemptAt, status } = await log()
  expect(status).toBe('pending')
  expect(attempts[0]).toMatchObject({ status: 500, response: 'x'.repeat(1024) })
  const pause = Date.parse(nextAttemptAt!) - Date.parse(attempts[0]!.at)
  expect(pause).toBeGreaterThan(3500)
  expect(pause).toBeLessThan(10_000)
  receiver.behave = (_, response) => response.writeHead(204).end()
  await client.webhookEndpoints.retry(delivery.id)
  await expect.poll(async () => (await log()).status).toBe('succeeded')
  const [one, two] = at('/test')
  expect(two!.headers['webhook-id']).toBe(one!.headers['webhook-id'])
  verify(two!, secret)
  expect(at('/beside')).toEqual([])
})

test('redirects are not followed, 410 ends it, and that is an event', async () => {
  const { client } = await vitrine.createAccount()
  const watcher = receiver.urlOf('/watcher')
  await client.webhookEndpoints.create({ url: watcher, types: ['webhook_endpoint.disabled'] })
  const { id } = await client.webhookEndpoints.create({ url: receiver.urlOf('/moved') })
  receiver.behave = ({ path }, response) => {
    if (path === '/moved') response.writeHead(302, { location: receiver.urlOf('/elsewhere') }).end()
    else response.end()
  }
  await client.webhookEndpoints.test(id)
  const log = async () => (await client.webhookEndpoints.deliveries(id)).data
  await expect.poll(async () => (await log())[0]!.attempts[0]?.status).toBe(302)
  expect(at('/elsewhere')).toEqual([])
  receiver.behave = ({ path }, response) => response.writeHead(path === '/moved' ? 410 : 200).end()
  await client.webhookEndpoints.test(id)
  const [told] = await arrives('/watcher')
  expect(told!.body).toMatchObject({
    type: 'webhook_endpoint.disabled',
    resourceId: id,
    data: { reason: 'gone' },
  })
  expect(await client.webhookEndpoints.get(id)).toMatchObject({ status: 'disabled', disabledReason: 'gone' })
  expect((await log()).map(({ status }) => status)).toEqual(['failed', 'failed'])
  await expect(client.webhookEndpoints.test(id)).rejects.toMatchObject({ status: 409 })
  await expect(client.webhookEndpoints.retry((await log())[0]!.id)).rejects.toMatchObject({ status: 409 })
})

test('what was missed is sent again since a time, on request', async () => {
  const { client } = await vitrine.createAccount()
  const { id } = await client.webhookEndpoints.create({
    url: receiver.urlOf('/recover'),
    types: ['product.created', 'product.updated'],
  })
  const product = await client.products.create({ name: 'A', price })
  await arrives('/recover')
  await client.webhookEndpoints.update(id, { status: 'disabled' })
  await client.products.update(product.id, { name: 'B' })
  await client.collections.create({ name: 'Not asked for' })
  await client.webhookEndpoints.update(id, { status: 'enabled' })
  const since = product.createdAt
  const input = { since, undeliveredOnly: true }
  expect(await client.webhookEndpoints.recover(id, input)).toEqual({ deliveries: 1 })
  const [first, second] = await arrives('/recover', 2)
  expect([first!.body.type, second!.body.type]).toEqual(['product.created', 'product.updated'])
  expect(await client.webhookEndpoints.recover(id, { since })).toEqual({ deliveries: 2 })
  const all = await arrives('/recover', 4)
  expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
  const later = new Date(Date.now() + 1000).toISOString()
  expect(await client.webhookEndpoints.recover(id, { since: later })).toEqual({ deliveries: 0 })
})

test('endpoints are changed by versions, paged, deleted with their log, and the key of one tenant sees its own', async () => {
  const { client } = await vitrine.createAccount()
  const url = receiver.urlOf('/crud')
  const made = await client.webhookEndpoints.create({ url, description: 'first' })
  const changed = await client.webhookEndpoints.update(
    made.id,
    { types: ['order.created'] },
    { ifMatch: made },
  )
  expect(changed).toMatchObject({ types: ['order.created'], description: 'first', version: 2 })
  await expect(
    client.webhookEndpoints.update(made.id, { description: 'x' }, { ifMatch: made }),
  ).rejects.toMatchObject({ status: 412 })
  const tenant = await client.tenants.create({ name: 'T' })
  const { secret: key } = await client.apiKeys.create({ type: 'secret', name: 'one', tenantId: tenant.id })
  const own = await client.webhookEndpoints.create({ url, tenantId: tenant.id })
  const ask = (path: string, more: object = {}) =>
    request(`${vitrine.url}/v1/webhook-endpoints${path}`, { key, ...more })
  expect((await ask('')).body.data.map(({ id }: { id: string }) => id)).toEqual([own.id])
  expect((await ask(`/${made.id}`)).status).toBe(404)
  expect((await ask('', { method: 'POST', json: { url } })).status).toBe(403)
  await client.webhookEndpoints.test(made.id)
  await arrives('/crud')
  await client.webhookEndpoints.delete(made.id)
  await expect(client.webhookEndpoints.get(made.id)).rejects.toMatchObject({ status: 404 })
  expect(
    await vitrine.database.query(`select 1 from webhook_deliveries where endpoint_id = $1`, [made.id]),
  ).toEqual([])
})

test('an address that is none, or leads nowhere public, is refused when it is given', async () => {
  const strict = await startVitrine({ worker: false, env: { OUTBOUND_ALLOW_PRIVATE: '0' } })
  try {
    const { client } = await strict.createAccount()
    for (const url of [
      'https://127.0.0.1/hook',
      'https://[::1]/hook',
      'https://0x7f.1/hook',
      'https://169.254.169.254/latest/meta-data',
      'https://localhost/hook',
      'https://user:word@example.com/',
      'ftp://example.com/',
      'http://93.184.215.14/hook',
      'nonsense',
    ])
      await expect(client.webhookEndpoints.create({ url }), url).rejects.toMatchObject({
        status: 400,
        errors: [{ path: '/url' }],
      })
    const { id } = await client.webhookEndpoints.create({ url: 'https://93.184.215.14/hook' })
    await expect(client.webhookEndpoints.update(id, { url: 'https://10.0.0.1/' })).rejects.toMatchObject({
      errors: [{ path: '/url' }],
    })
    await expect(
      client.webhookEndpoints.create({ url: 'https://93.184.215.14/', legacySecret: 'long-enough' }),
    ).rejects.toMatchObject({ errors: [{ path: '/legacySecret' }] })
  } finally {
    await strict.stop()
  }
})
