import { afterAll, beforeAll, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

const price = { amount: 500, currency: 'EUR' }

async function setUp() {
  const { client } = await vitrine.createAccount()
  const collection = await client.collections.create({ name: 'Desk' })
  const mug = await client.products.create({ name: 'Mug', price, collectionId: collection.id })
  const pen = await client.products.create({ name: 'Pen', price })
  const pack = await client.packs.create({ name: 'Set', price, items: [{ productId: mug.id, quantity: 1 }] })
  const layer = { mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 } as const
  await client.products.setImage(mug.id, await photoJpeg({ size: 64 }))
  await client.products.setPlacement(mug.id, { layers: [layer] })
  const tenant = await client.tenants.create({ name: 'Acme', logo: logoSvg() })
  const { secret: key } = await client.apiKeys.create({
    type: 'publishable',
    name: 'p',
    allowedOrigins: ['*'],
  })
  return { client, collection, mug, pen, pack, tenant, key }
}

test('what is kept from one answer to the next is never shown after a change, in any process', async () => {
  const { client, collection, mug, pen, pack, tenant, key } = await setUp()
  const other = await vitrine.startProcess('api')
  const { query } = vitrine.database
  const generationId = tenant.generation!.id

  const read = async (path: string) => {
    const [here, there] = await Promise.all(
      [vitrine.url, other.url].map((url) => request(`${url}/v1/portals/${tenant.slug}${path}`, { key })),
    )
    expect(here!.status).toBe(200)
    expect(there!.body).toEqual(here!.body)
    return here!.headers.get('etag')
  }
  const portal = () => read('')
  const items = () => read('/items?sort=name')
  const item = () => read('/items/mug')

  /** Reads twice, so that it is kept; then once more after the change. */
  const changes = async (
    name: string,
    change: () => Promise<unknown>,
    ...reads: (() => Promise<unknown>)[]
  ) => {
    const before = []
    for (const look of reads) {
      before.push(await look())
      expect([name, await look()]).toEqual([name, before.at(-1)])
    }
    await change()
    for (const [at, look] of reads.entries()) expect([name, await look()]).not.toEqual([name, before[at]])
  }

  await changes('name', () => client.products.update(mug.id, { name: 'Cup' }), portal, items, item)
  await changes(
    'price',
    () => client.products.update(mug.id, { price: { ...price, amount: 1 } }),
    portal,
    items,
  )
  await changes('photo', async () => client.products.setImage(mug.id, await photoJpeg({ size: 80 })), item)
  await changes(
    'pack',
    () => client.packs.update(pack.id, { items: [{ productId: pen.id, quantity: 2 }] }),
    item,
  )
  await changes('collection', () => client.collections.update(collection.id, { name: 'Office' }), portal)
  await changes('new item', () => client.products.create({ name: 'Bag', price }), portal, items)
  await changes('archive', () => client.products.update(pen.id, { status: 'archived' }), portal, items)
  await changes('tenant', () => client.tenants.update(tenant.id, { primaryColor: '#123456' }), portal)
  const hidden = [{ itemId: mug.id, position: 9, price: { ...price, amount: 7 } }]
  await changes('overlay', () => client.tenants.setCatalog(tenant.id, { items: hidden }), portal, items, item)
  await changes('tenant name', () => client.tenants.update(tenant.id, { name: 'Acme & Co' }), portal)
  await changes('logo', () => client.tenants.setLogo(tenant.id, logoSvg('#0f0')), portal)
  await changes('account', () => query(`update accounts set currency = 'CHF'`), portal)
  // What a worker does, in its own transactions.
  const renders = `insert into renders (id, account_id, tenant_id, item_id, status)
    select 'rnd_1', account_id, id, $2, 'pending' from tenants where id = $1`
  await changes(
    'generation',
    () => query(`update generations set status = 'canceled' where id <> $1`, [generationId]),
    portal,
  )
  await changes(
    'running',
    () => query(`update generations set status = 'running' where id = $1`, [generationId]),
    portal,
  )
  const entry = `insert into generation_items (account_id, generation_id, item_id, place)
    select account_id, id, $2, 0 from generations where id = $1`
  await changes('planned', () => query(entry, [generationId, mug.id]), portal)
  await changes('progress', () => query(`update generation_items set status = 'done'`), portal)
  await changes(
    'ended',
    () => query(`update generations set status = 'succeeded' where id = $1`, [generationId]),
    portal,
  )
  await changes('render', () => query(renders, [tenant.id, mug.id]), portal, items, item)
  const file = JSON.stringify([{ key: 'a.webp', width: 1, height: 1, format: 'webp', bytes: 1 }])
  await changes('picture', () => query(`update renders set files = $1`, [file]), portal, items, item)
  await changes('ready', () => query(`update renders set status = 'ready'`), portal, items, item)

  await changes('delete', () => client.packs.delete(pack.id), portal, items)
  await client.tenants.update(tenant.id, { status: 'archived' })
  for (const url of [vitrine.url, other.url])
    expect((await request(`${url}/v1/portals/${tenant.slug}`, { key })).status).toBe(404)
})
