import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Pack, type Product, type Tenant, type Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
let secretKey: string
let portal: VitrinePortal
let special: Tenant
let plain: Tenant
let [mug, pen, cap]: Product[] = []
let box: Pack
let office: { id: string }

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const names = async (slug: string, query: Parameters<VitrinePortal['items']>[1] = {}) =>
  (await portal.items(slug, query)).data.map(({ name }) => name)

beforeAll(async () => {
  vitrine = await startVitrine()
  const account = await vitrine.createAccount()
  client = account.client
  secretKey = account.secretKey
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
  portal = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.url, maxRetries: 0 })
  office = await client.collections.create({ name: 'Office' })
  const made = []
  for (const [position, name] of ['Mug', 'Pen', 'Cap'].entries()) {
    const price = eur((position + 1) * 100)
    made.push(await client.products.create({ name, price, position, collectionId: office.id }))
  }
  ;[mug, pen, cap] = made
  box = await client.packs.create({
    name: 'Box',
    price: eur(1000),
    items: [
      { productId: mug!.id, quantity: 1 },
      { productId: pen!.id, quantity: 2 },
    ],
  })
  for (const { id } of made) {
    await client.products.setImage(id, await photoJpeg({ size: 80 }))
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
    })
  }
  const created = await client.tenants.create({ name: 'Special', logo: logoSvg() })
  special = created
  plain = await client.tenants.create({ name: 'Plain' })
  await client.generations.wait(created.generation!.id)
})
afterAll(() => vitrine?.stop())

test('hides, reorders and prices for one tenant, in every read, and for that one alone', async () => {
  const untouched = await portal.items(plain.slug, { kind: 'product' })
  const before = await portal.get(special.slug)
  expect(await client.tenants.catalog(special.id)).toEqual({ items: [], version: 1 })

  const set = await client.tenants.setCatalog(special.id, {
    items: [
      { itemId: pen!.id, hidden: true },
      { itemId: cap!.id, position: 0, price: eur(50) },
      { itemId: mug!.id, position: 7 },
    ],
  })
  expect(set).toEqual({
    version: 2,
    items: [
      { itemId: cap!.id, hidden: false, position: 0, price: eur(50) },
      { itemId: mug!.id, hidden: false, position: 7, price: null },
      { itemId: pen!.id, hidden: true, position: null, price: null },
    ],
  })
  expect(await client.tenants.catalog(special.id)).toEqual(set)

  const after = await portal.get(special.slug)
  expect(before.featuredProducts.map(({ name }) => name)).toEqual(['Mug', 'Pen', 'Cap'])
  expect(after.featuredProducts.map(({ name, price }) => [name, price?.amount])).toEqual([
    ['Cap', 50],
    ['Mug', 100],
  ])
  const query = { kind: 'product' } as const
  expect(await names(special.slug, query)).toEqual(['Cap', 'Mug'])
  expect(await names(special.slug, { ...query, sort: 'price' })).toEqual(['Cap', 'Mug'])
  expect(await names(special.slug, { ...query, sort: '-price' })).toEqual(['Mug', 'Cap'])
  expect(await names(special.slug, { ...query, collection: 'office' })).toEqual(['Cap', 'Mug'])
  expect(await names(special.slug, { q: 'pen' })).toEqual([])
  for (const sort of ['position', 'price', '-price', 'name'] as const) {
    const walked = []
    for await (const { name } of portal.items(special.slug, { ...query, sort, limit: 1 })) walked.push(name)
    expect(walked).toEqual(await names(special.slug, { ...query, sort }))
  }
  await expect(portal.item(special.slug, pen!.slug)).rejects.toMatchObject({ code: 'not_found' })
  expect((await portal.item(special.slug, cap!.id)).price).toEqual(eur(50))
  // What is in a box stays in it; it just has no page of its own.
  const opened = await portal.item(special.slug, box.slug)
  expect(opened.contents!.map(({ name }) => name)).toEqual(['Mug', 'Pen'])
  expect(opened.parts!.map(({ name }) => name)).toEqual(['Mug'])

  expect(await portal.items(plain.slug, query)).toEqual(untouched)
  expect((await client.products.get(cap!.id)).price).toEqual(eur(300))
})

test('a quote request costs what the portal shows, and takes nothing that is hidden', async () => {
  const order = {
    customer: { companyName: 'Acme', contactName: 'Marie Martin', email: 'marie@acme.example' },
    shipping: { addressLine1: '3 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
  }
  const receipt = await portal.submitOrder(special.slug, {
    ...order,
    lines: [{ itemId: cap!.id, quantity: 3 }],
  })
  expect(receipt.subtotal).toEqual(eur(150))
  await expect(
    portal.submitOrder(special.slug, { ...order, lines: [{ itemId: pen!.id, quantity: 1 }] }),
  ).rejects.toMatchObject({ errors: [{ path: '/lines/0/itemId' }] })
})

test('what the overlay does not name follows the catalogue', async () => {
  await client.products.update(cap!.id, { name: 'Casquette', price: eur(700) })
  await client.products.update(mug!.id, { price: eur(120) })
  const shown = await portal.items(special.slug, { kind: 'product' })
  expect(shown.data.map(({ name, price }) => [name, price?.amount])).toEqual([
    ['Casquette', 50],
    ['Mug', 120],
  ])
})

test('hidden items are not rendered; shown again they are', async () => {
  await client.tenants.setLogo(special.id, logoSvg('#00ff00'))
  const [generation] = (await client.generations.list(special.id)).data
  expect((await client.generations.wait(generation!.id)).progress.total).toBe(2)
  const rendered = async () => (await client.tenants.renders(special.id)).data.map(({ itemId }) => itemId)
  expect(await rendered()).not.toContain(pen!.id)

  await client.tenants.setCatalog(special.id, { items: [{ itemId: cap!.id, hidden: true }] })
  const [again] = (await client.generations.list(special.id)).data
  expect(again!.id).not.toBe(generation!.id)
  await client.generations.wait(again!.id)
  expect((await rendered()).toSorted()).toEqual([mug!.id, pen!.id].toSorted())
})

test('a collection that is hidden is no heading any more', async () => {
  await client.tenants.setCatalog(special.id, { items: [{ itemId: office.id, hidden: true }] })
  expect((await portal.get(special.slug)).collections).toEqual([])
  expect(await names(special.slug, { collection: 'office' })).toEqual([])
  expect(await names(plain.slug, { collection: 'office' })).toHaveLength(3)
})

test('two writers do not lose each other; what is wrong is told item by item', async () => {
  const read = await client.tenants.catalog(special.id)
  await client.tenants.setCatalog(special.id, { items: [] }, { ifMatch: read })
  await expect(client.tenants.setCatalog(special.id, { items: [] }, { ifMatch: read })).rejects.toMatchObject(
    { code: 'version_mismatch', status: 412 },
  )
  const answer = await request(`${vitrine.url}/v1/tenants/${special.id}/catalog`, { key: secretKey })
  expect(answer.headers.get('etag')).toBe(`"v${read.version + 1}"`)

  const other = await vitrine.createAccount('Other')
  const theirs = await other.client.products.create({ name: 'Theirs', price: eur(1) })
  await expect(
    client.tenants.setCatalog(special.id, {
      items: [
        { itemId: mug!.id },
        { itemId: mug!.id, hidden: true },
        { itemId: theirs.id },
        { itemId: office.id, price: eur(1) },
        { itemId: pen!.id, price: { amount: 1, currency: 'USD' } },
      ],
    }),
  ).rejects.toMatchObject({
    errors: [
      { path: '/items/1/itemId', message: 'is named twice' },
      { path: '/items/2/itemId', message: 'names no item' },
      { path: '/items/3/price', message: 'is not for a collection, which has none' },
      { path: '/items/4/price/currency', message: "must be EUR, like the item's own" },
    ],
  })
  expect((await client.tenants.catalog(special.id)).items).toEqual([])
  // Its own version is another: somebody who edits the name is not in the way.
  expect((await client.tenants.get(special.id)).version).toBe(2)
})

test('an item that is deleted leaves the overlay; a tenant takes its own with it', async () => {
  const bag = await client.products.create({ name: 'Bag', price: eur(1) })
  await client.tenants.setCatalog(special.id, { items: [{ itemId: bag.id, position: 3 }] })
  await client.products.delete(bag.id)
  expect((await client.tenants.catalog(special.id)).items).toEqual([])
  await client.tenants.setCatalog(plain.id, { items: [{ itemId: mug!.id, hidden: true }] })
  await client.tenants.delete(plain.id)
  expect(await vitrine.database.query('select 1 from tenant_items')).toEqual([])
})
