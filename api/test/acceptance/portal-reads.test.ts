import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
let key: string
let portal: VitrinePortal
const SLUG = 'boutique'

beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
  await client.tenants.create({ name: 'Boutique', slug: SLUG, locale: 'fr' })
  key = (await client.apiKeys.create({ type: 'publishable', name: 'site', allowedOrigins: ['*'] })).secret
  portal = new VitrinePortal({ publishableKey: key, baseUrl: vitrine.url, maxRetries: 0 })

  const eat = await client.collections.create({ name: 'À table', slug: 'a-table' })
  const price = (amount: number) => ({ amount, currency: 'EUR' })
  const items = [
    { name: 'Théière émaillée', price: price(2500), collectionId: eat.id, tags: ['cérémonie'] },
    { name: 'Mug', price: price(890), collectionId: eat.id, description: 'Zebra', category: 'Boisson' },
    { name: 'Mug bleu', price: price(890), description: 'a'.repeat(5000) },
    { name: 'Ardoise', price: price(1200) },
  ]
  const made = []
  for (const [position, item] of items.entries())
    made.push(await client.products.create({ ...item, position }))
  await client.packs.create({
    name: 'Coffret',
    price: price(9900),
    items: [{ productId: made[0]!.id, quantity: 2 }],
  })
  await client.products.create({ name: 'Caché', price: price(1), status: 'archived' })
})
afterAll(() => vitrine?.stop())

const names = async (query: Parameters<VitrinePortal['items']>[1] = {}) =>
  (await portal.items(SLUG, query)).data.map(({ name }) => name)

test.each([
  ['theiere', ['Théière émaillée']],
  ['THÉIÈRE', ['Théière émaillée']],
  ['the\u0301ie\u0300re', ['Théière émaillée']],
  ['emaille cere', ['Théière émaillée']],
  ['boisson', ['Mug']],
  ['100%', []],
  ['_', []],
  ['cache', []],
])('q=%s finds %j', async (q, found) => {
  expect(await names({ q })).toEqual(found)
})

test('kind and collection narrow the list', async () => {
  expect(await names({ kind: 'pack' })).toEqual(['Coffret'])
  expect(await names({ kind: 'collection' })).toEqual(['À table'])
  expect(await names({ collection: 'a-table' })).toEqual(['Théière émaillée', 'Mug'])
  expect(await names({ collection: 'nowhere' })).toEqual([])
})

test.each([
  ['name', ['Ardoise', 'Mug', 'Mug bleu', 'Théière émaillée']],
  ['price', ['Mug', 'Mug bleu', 'Ardoise', 'Théière émaillée']],
  ['-price', ['Théière émaillée', 'Ardoise', 'Mug', 'Mug bleu']],
  ['position', ['Théière émaillée', 'Mug', 'Mug bleu', 'Ardoise']],
] as const)('sorted by %s, also page by page', async (sort, order) => {
  expect(await names({ kind: 'product', sort })).toEqual(order)
  const walked = []
  for await (const { name } of portal.items(SLUG, { kind: 'product', sort, limit: 1 })) walked.push(name)
  expect(walked).toEqual(order)
})

test('pages stay apart while items come in before and after', async () => {
  const first = await portal.items(SLUG, { kind: 'product', limit: 2 })
  const early = await client.products.create({
    name: 'Early',
    price: { amount: 1, currency: 'EUR' },
    position: 0,
  })
  const late = await client.products.create({
    name: 'Late',
    price: { amount: 1, currency: 'EUR' },
    position: 900,
  })
  const second = await portal.items(SLUG, { kind: 'product', limit: 5, cursor: first.nextCursor! })
  const seen = [...first.data, ...second.data].map(({ name }) => name)
  expect(seen.filter((name) => name !== 'Early')).toEqual([
    'Théière émaillée',
    'Mug',
    'Mug bleu',
    'Ardoise',
    'Late',
  ])
  expect(new Set(seen).size).toBe(seen.length)
  await client.products.delete(early.id)
  await client.products.delete(late.id)
})

test('a cursor belongs to its list', async () => {
  const { nextCursor } = await portal.items(SLUG, { kind: 'product', limit: 1 })
  await expect(portal.items(SLUG, { limit: 1, cursor: nextCursor! })).rejects.toMatchObject({
    code: 'invalid_request',
  })
})

test('one item by id or slug: a pack with its parts, a product with its packs', async () => {
  const pack = await portal.item(SLUG, 'coffret')
  expect(pack.contents).toMatchObject([{ name: 'Théière émaillée', quantity: 2 }])
  expect(pack.parts!.map(({ name }) => name)).toEqual(['Théière émaillée'])
  const product = await portal.item(SLUG, pack.contents![0]!.itemId)
  expect(product.packs!.map(({ name }) => name)).toEqual(['Coffret'])
  await expect(portal.item(SLUG, 'cache')).rejects.toMatchObject({ status: 404 })
})

test('the first screen: French, currency, theme, what there is', async () => {
  const shown = await portal.get(SLUG)
  expect(shown).toMatchObject({ locale: 'fr', currency: 'EUR', logo: null, generation: null })
  expect(shown.theme.onPrimaryColor).toMatch(/^#(000000|ffffff)$/)
  expect(shown.featuredPacks).toHaveLength(1)
  expect(shown.featuredProducts).toHaveLength(4)
  expect(shown.collections).toHaveLength(1)
})

test.each(['', '/items?limit=3', '/items/mug'])('ETag and 304 for %s', async (path) => {
  const url = `${vitrine.url}/v1/portals/${SLUG}${path}`
  const first = await request(url, { key })
  const etag = first.headers.get('etag')!
  expect(etag).toMatch(/^"[\w-]+"$/)
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const again = await request(url, { key, headers: { 'if-none-match': value } })
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
  }
  expect((await request(url, { key, headers: { 'if-none-match': '"x"' } })).status).toBe(200)
})

test('the ETag changes with what is shown', async () => {
  const url = `${vitrine.url}/v1/portals/${SLUG}/items/mug`
  const before = (await request(url, { key })).headers.get('etag')!
  const [mug] = (await client.products.list()).data.filter(({ slug }) => slug === 'mug')
  await client.products.update(mug!.id, { description: 'Zèbre' })
  expect((await request(url, { key, headers: { 'if-none-match': before } })).status).toBe(200)
})

test('HEAD answers as GET does, without a body', async () => {
  const url = `${vitrine.url}/v1/portals/${SLUG}`
  const [get, head] = [await request(url, { key }), await request(url, { key, method: 'HEAD' })]
  expect([head.status, head.text]).toEqual([200, ''])
  expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
})
