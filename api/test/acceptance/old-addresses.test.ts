import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
const price = { amount: 100, currency: 'EUR' }
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
  const mug = await client.products.create({ name: 'Mug', slug: 'le-mug', externalId: 'mug-basic', price })
  await client.products.create({ name: 'Both', slug: 'both-product', externalId: 'both', price })
  await client.collections.create({ name: 'Both', slug: 'both-collection', externalId: 'both' })
  await client.collections.create({ name: 'Cups', slug: 'cups', externalId: 'cups' })
  await client.products.create({ name: 'Gone', externalId: 'gone', price, status: 'archived' })
  await client.products.create({ name: 'A pack of cards', slug: 'cards', externalId: 'pack-of-cards', price })
  const items = [{ productId: mug.id, quantity: 1 }]
  await client.packs.create({ name: 'Welcome', slug: 'welcome', externalId: 'onboarding', price, items })
  await client.tenants.create({ name: 'Société Générale', slug: 'socit-gnrale', logo: logoSvg() })
  const other = (await vitrine.createAccount('Other')).client
  await other.products.create({ name: 'Theirs', slug: 'theirs', externalId: 'theirs', price })
})
afterAll(() => vitrine?.stop())

const ask = (path: string, method = 'GET') => request(vitrine.url + path, { method })
const home = '/portal/socit-gnrale'

test.each([
  ['mug-basic', '#/products/le-mug'],
  ['le-mug', '#/products/le-mug'],
  // An id that the prototype itself gave up.
  ['mug-ceramic', '#/products/le-mug'],
  ['both', '#/products/both-product'],
  ['cups', '#/collections/cups'],
  ['pack-onboarding', '#/packs/welcome'],
  ['onboarding', '#/packs/welcome'],
  ['pack-of-cards', '#/products/cards'],
])('%s leads to the item, for good', async (oldId, fragment) => {
  for (const method of ['GET', 'HEAD']) {
    const { status, headers, text } = await ask(`${home}/product/${oldId}`, method)
    expect([status, headers.get('location'), text]).toEqual([301, vitrine.url + home + fragment, ''])
  }
})

test.each([
  'nothing',
  'gone',
  'theirs',
  'pack-',
  'pack-mug-basic',
  '%2e%2e%2fx',
  '%0d%0aX-Evil:1',
  '__proto__',
])('what is not (or no longer) in the portal leads to its first screen: %s', async (oldId) => {
  const { status, headers } = await ask(`${home}/product/${oldId}`)
  expect([status, headers.get('location')]).toEqual([302, vitrine.url + home])
  expect(headers.get('cache-control')).toBe('no-cache')
})

test('a portal nobody knows is the page that says so', async () => {
  const { status, headers, text } = await ask('/portal/nobody/product/mug-basic')
  expect(status).toBe(404)
  expect(headers.get('content-type')).toContain('text/html')
  expect(text).toContain('There is no such shop')
})

test('a private portal does not tell what it holds', async () => {
  await vitrine.database.query(`update tenants set access = 'private' where slug = 'socit-gnrale'`)
  for (const oldId of ['mug-basic', 'nothing'])
    expect((await ask(`${home}/product/${oldId}`)).headers.get('location')).toBe(vitrine.url + home)
  await vitrine.database.query(`update tenants set access = 'public' where slug = 'socit-gnrale'`)
})
