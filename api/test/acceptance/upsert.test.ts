import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
let key: string
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  const account = await vitrine.createAccount()
  client = account.client
  key = account.secretKey
})
afterAll(() => vitrine?.stop())

const price = { amount: 500, currency: 'EUR' }

test('makes what is not there, changes what is, in the fields given, and leaves alone what is the same', async () => {
  const made = await client.products.upsert({
    externalId: 'erp-1',
    name: 'Mug',
    price,
    tags: ['kitchen'],
    minQuantity: 50,
    position: 3,
  })
  expect(made).toMatchObject({ externalId: 'erp-1', slug: 'mug', version: 1 })

  const dearer = { ...price, amount: 600 }
  const changed = await client.products.upsert({ externalId: 'erp-1', name: 'Grand mug', price: dearer })
  expect(changed).toEqual({
    ...made,
    name: 'Grand mug',
    price: dearer,
    version: 2,
    updatedAt: expect.any(String),
  })
  expect(await client.products.upsert({ externalId: 'erp-1', name: 'Grand mug', price: dearer })).toEqual(
    changed,
  )
  expect((await client.products.list({ externalId: 'erp-1' })).data).toHaveLength(1)

  // Found as it was named: the same id of a collection is another's.
  const collection = await client.collections.upsert({ externalId: 'erp-1', name: 'Drinks' })
  expect(collection.version).toBe(1)
  const items = [{ productId: made.id, quantity: 2 }]
  const pack = await client.packs.upsert({ externalId: 'erp-1', name: 'Set', price, items })
  expect(await client.packs.upsert({ externalId: 'erp-1', name: 'Set', price, items })).toEqual(pack)
  const more = [{ productId: made.id, quantity: 3 }]
  expect(await client.packs.upsert({ externalId: 'erp-1', name: 'Set', price, items: more })).toMatchObject({
    items: more,
    version: 2,
  })
})

test('201 or 200 tells which it was, once under a key', async () => {
  const send = (json: unknown, name: string) =>
    request(`${vitrine.url}/v1/products?upsert=externalId`, {
      method: 'POST',
      key,
      json,
      headers: { 'idempotency-key': name },
    })
  const body = { externalId: 'erp-2', name: 'Pen', price }
  expect((await send(body, 'a')).status).toBe(201)
  const second = await send({ ...body, name: 'Pencil' }, 'b')
  expect([second.status, second.headers.get('etag')]).toEqual([200, '"v2"'])
  const again = await send({ ...body, name: 'Pencil' }, 'b')
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
  const nameless = await send({ name: 'Pen', price }, 'c')
  expect([nameless.status, nameless.body.errors[0].path]).toEqual([400, '/externalId'])
  const by = await request(`${vitrine.url}/v1/products?upsert=slug`, { method: 'POST', key, json: body })
  expect(by.status).toBe(400)
})

test('twenty at once with one id make one product', async () => {
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      client.products.upsert({ externalId: 'race', name: `Race ${n}`, price }),
    ),
  )
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  const [{ version } = { version: 0 }] = (await client.products.list({ externalId: 'race' })).data
  expect(version).toBe(20)
})

test('a price is in the currency of the account, and lead times end after they begin', async () => {
  const dollars = { amount: 1, currency: 'USD' }
  const refusal = { errors: [{ path: '/price/currency', message: "must be EUR, the account's" }] }
  await expect(client.products.create({ name: 'A', price: dollars })).rejects.toMatchObject(refusal)
  const { id } = await client.products.create({ name: 'A', price })
  await expect(client.products.update(id, { price: dollars })).rejects.toMatchObject(refusal)
  await expect(client.packs.create({ name: 'P', price: dollars, items: [] })).rejects.toMatchObject({
    code: 'invalid_request',
  })

  const settings = { leadTimeWeeks: { min: 4, max: 3 } }
  const wrong = { errors: [{ path: '/settings/leadTimeWeeks/max', message: 'must not be less than min' }] }
  await expect(client.tenants.create({ name: 'T', settings })).rejects.toMatchObject(wrong)
  const tenant = await client.tenants.create({ name: 'T', settings: { leadTimeWeeks: { min: 3, max: 3 } } })
  await expect(client.tenants.update(tenant.id, { settings })).rejects.toMatchObject(wrong)
})
