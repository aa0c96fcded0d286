import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
})
afterAll(() => vitrine?.stop())

const price = { amount: 890, currency: 'EUR' }
const box = { mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 } as const

test('a product goes through its whole life', async () => {
  const collection = await client.collections.create({ name: 'Bureau' })
  const product = await client.products.create({
    name: 'Thé glacé',
    price,
    collectionId: collection.id,
    category: 'Boissons',
    tags: ['été', 'froid'],
    minQuantity: 50,
    quantityStep: 10,
    externalId: 'sku-1',
    metadata: { origin: 'FR' },
  })
  expect(product).toMatchObject({
    slug: 'the-glace',
    version: 1,
    image: null,
    placement: { layers: [] },
    status: 'active',
  })
  expect(await client.products.get(product.id)).toEqual(product)

  const photo = await photoJpeg({ size: 700 })
  const pictured = await client.products.setImage(product.id, photo)
  expect(pictured.image).toMatchObject({ width: 700, height: 700, format: 'jpeg', bytes: photo.byteLength })
  expect(pictured.image!.placeholder).toMatch(/^[\w+/]{20,}=*$/)
  for (const { url, bytes } of pictured.image!.images) {
    const answer = await fetch(url)
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, bytes])
  }

  const placed = await client.products.setPlacement(product.id, { layers: [box] })
  expect(placed.placement.layers).toEqual([
    { ...box, blendMode: 'multiply', opacity: 0.9, logoVariant: 'auto' },
  ])
  const changed = await client.products.update(
    product.id,
    { name: 'Thé', category: null },
    { ifMatch: placed },
  )
  expect(changed).toMatchObject({
    name: 'Thé',
    category: null,
    tags: ['été', 'froid'],
    slug: 'the-glace',
    version: 4,
  })

  const found = await client.products.list({ externalId: 'sku-1' })
  expect(found.data.map(({ id }) => id)).toEqual([product.id])
  expect((await client.products.list({ collectionId: collection.id })).data).toHaveLength(1)

  await client.products.delete(product.id)
  await expect(client.products.get(product.id)).rejects.toMatchObject({ status: 404, code: 'not_found' })
  await client.collections.delete(collection.id)
})

test('a pack keeps its contents in order, and what it refers to cannot go', async () => {
  const [a, b] = [
    await client.products.create({ name: 'A', price }),
    await client.products.create({ name: 'B', price }),
  ]
  const items = [
    { productId: b.id, quantity: 2 },
    { productId: a.id, quantity: 1 },
  ]
  const pack = await client.packs.create({ name: 'Welcome', price: { amount: 5000, currency: 'EUR' }, items })
  expect(pack.items).toEqual(items)
  expect((await client.packs.list()).data[0]!.items).toEqual(items)
  await expect(client.products.delete(a.id)).rejects.toMatchObject({
    code: 'conflict',
    detail: `The product is still part of 1 pack: Welcome (${pack.id}).`,
  })

  const shorter = await client.packs.update(pack.id, { items: [{ productId: b.id, quantity: 3 }] })
  expect(shorter.items).toEqual([{ productId: b.id, quantity: 3 }])
  await client.products.delete(a.id)

  await expect(
    client.packs.create({ name: 'Twice', price, items: [items[0]!, items[0]!] }),
  ).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: '/items', message: 'names a product twice' }],
  })
  await client.packs.delete(pack.id)
  await client.products.delete(b.id)
})

test('a collection with members cannot go; the detail names them', async () => {
  const collection = await client.collections.create({ name: 'Full' })
  const members = await Promise.all(
    ['m1', 'm2'].map((name) => client.products.create({ name, price, collectionId: collection.id })),
  )
  await expect(client.collections.delete(collection.id)).rejects.toMatchObject({
    code: 'conflict',
    detail: expect.stringMatching(
      /^The collection still has 2 products: m\d \(prd_\w+\), m\d \(prd_\w+\)\.$/,
    ),
  })
  await client.products.update(members[0]!.id, { collectionId: null })
  await client.products.delete(members[1]!.id)
  await client.collections.delete(collection.id)
})

test('a member made while its collection goes answers clearly, whoever wins', async () => {
  for (let round = 0; round < 15; round += 1) {
    const collection = await client.collections.create({ name: 'Going' })
    const outcomes = await Promise.allSettled([
      client.products.create({ name: 'late', price, collectionId: collection.id }),
      client.collections.delete(collection.id),
    ])
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(['conflict', 'invalid_request']).toContain(failed[0]!.reason.code)
  }
})

test('lists go by position, then by age, page by page', async () => {
  const other = (await vitrine.createAccount()).client
  for (const [name, position] of [
    ['c', 2],
    ['a', 1],
    ['d', 2],
    ['b', 1],
  ] as const)
    await other.products.create({ name, price, position })
  const first = await other.products.list({ limit: 3 })
  expect(first.data.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  await other.products.create({ name: '0', price, position: 0 })
  const second = await other.products.list({ limit: 3, cursor: first.nextCursor! })
  expect(second.data.map(({ name }) => name)).toEqual(['d'])
  expect(second.nextCursor).toBeNull()
  const tampered = `${first.nextCursor!.slice(0, -2)}AA`
  await expect(other.products.list({ cursor: tampered })).rejects.toMatchObject({ code: 'invalid_request' })
  await expect(client.products.list({ cursor: first.nextCursor! })).rejects.toMatchObject({
    code: 'invalid_request',
  })
})

test('a placement that cannot be drawn is refused with the place of the fault', async () => {
  const product = await client.products.create({ name: 'Flat', price })
  const point = { x: 10, y: 10 }
  const corners = { topLeft: point, topRight: point, bottomRight: point, bottomLeft: point }
  await expect(
    client.products.setPlacement(product.id, { layers: [box, { mode: 'quad', corners }] }),
  ).rejects.toMatchObject({ status: 422, code: 'invalid_placement', errors: [{ path: '/layers/1/corners' }] })
  expect((await client.products.get(product.id)).version).toBe(1)
})

test.each(['empty', 'text', 'truncated'])('a photo that is %s is a clear 4xx', async (kind) => {
  const product = await client.products.create({ name: `Bad ${kind}`, price })
  const jpeg = await photoJpeg()
  const bodies: Record<string, Blob> = {
    empty: new Blob([], { type: 'image/jpeg' }),
    text: new Blob(['hello'], { type: 'image/png' }),
    truncated: new Blob([new Uint8Array(jpeg.subarray(0, jpeg.length / 3))], { type: 'image/jpeg' }),
  }
  const error = await client.products.setImage(product.id, bodies[kind]!).catch((reason) => reason)
  expect(error.status).toBeGreaterThanOrEqual(400)
  expect(error.status).toBeLessThan(500)
  expect(error.detail).toBeTruthy()
  expect((await client.products.get(product.id)).image).toBeNull()
})
