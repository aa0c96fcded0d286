import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VitrineEvent } from '../../../sdk/src/index.ts'
import { createCursors } from '../../src/data/cursor.ts'
import { createEvents } from '../../src/features/events/events.ts'
import { createAnnouncer } from '../../src/features/webhooks/announce.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { CANARIES, openShop, orderFor } from '../harness/shop.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine()
})
afterAll(() => vitrine?.stop())

const price = { amount: 100, currency: 'EUR' }
type Client = Awaited<ReturnType<TestVitrine['createAccount']>>['client']

async function allOf(client: Client, afterSequence = 0): Promise<VitrineEvent[]> {
  const all: VitrineEvent[] = []
  for await (const event of client.events.list({ afterSequence, limit: 100 })) all.push(event)
  return all
}
const numbersFrom = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at)

test('each change is told once, numbered without a gap, and names nobody', async () => {
  const { client, tenant, mug, pack, portals } = await openShop(vitrine, { name: 'Told' })
  const collection = await client.collections.create({ name: 'C' })
  await client.collections.delete(collection.id)
  await client.products.update(mug.id, { name: 'Cup' })
  await client.packs.delete(pack.id)
  await client.tenants.update(tenant.id, { name: 'Other' })
  const order = await portals.submitOrder(tenant.slug, orderFor([{ itemId: mug.id, quantity: 50 }]))
  await client.orders.update(order.id, { status: 'quoted' })
  await client.orders.update(order.id, { status: 'quoted' })
  await client.orders.eraseContact(order.id)
  await client.orders.eraseContact(order.id)
  await client.tenants.delete(tenant.id)
  const events = await allOf(client)
  expect(events.map(({ type, resourceId, resourceVersion }) => [type, resourceId, resourceVersion])).toEqual([
    ['product.created', mug.id, 1],
    ['product.created', expect.stringMatching(/^prd_/), 1],
    ['pack.created', pack.id, 1],
    ['tenant.created', tenant.id, 1],
    ['collection.created', collection.id, 1],
    ['collection.deleted', collection.id, 1],
    ['product.updated', mug.id, 2],
    ['pack.deleted', pack.id, 1],
    ['tenant.updated', tenant.id, 2],
    ['order.created', order.id, 1],
    ['order.updated', order.id, 2],
    ['order.updated', order.id, 3],
    ['tenant.deleted', tenant.id, 2],
  ])
  expect(events.map(({ sequence }) => sequence)).toEqual(numbersFrom(1, events.length))
  const created = events.find(({ type }) => type === 'order.created')!
  expect(created).toMatchObject({
    tenantId: tenant.id,
    data: { number: order.number, status: 'pending_quote' },
  })
  expect(await client.events.get(created.id)).toEqual(created)
  const text = JSON.stringify(await vitrine.database.query('select * from events')).toLowerCase()
  for (const canary of CANARIES) expect(text).not.toContain(canary)
})

test('what did not happen is not told, and leaves no gap', async () => {
  const { client, accountId } = await vitrine.createAccount()
  const product = await client.products.create({ name: 'A', externalId: 'a', price })
  const { db, events: log } = vitrine.service
  const undone = db.forAccount(accountId, async (trx) => {
    await log.record(trx, accountId, { type: 'product.updated', resourceId: product.id })
    throw new Error('changed its mind')
  })
  await expect(undone).rejects.toThrow('changed its mind')
  await expect(client.products.create({ name: 'B', externalId: 'a', price })).rejects.toThrow()
  await expect(
    client.products.update(product.id, { name: 'C' }, { ifMatch: { version: 7 } }),
  ).rejects.toThrow()
  await client.products.update(product.id, { name: 'C' })
  const events = await allOf(client)
  expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['product.created', 1],
    ['product.updated', 2],
  ])
})

test('many writers at once: a reader who follows sees every number, in order', async () => {
  const { client } = await vitrine.createAccount()
  const WRITES = 60
  const seen: number[] = []
  let writing = true
  const reading = (async () => {
    for (;;) {
      const last = !writing
      for (const { sequence } of await allOf(client, seen.at(-1) ?? 0)) seen.push(sequence)
      if (last) return
    }
  })()
  await Promise.all(
    numbersFrom(0, WRITES).map((n) =>
      n % 2 ? client.products.create({ name: `P${n}`, price }) : client.tenants.create({ name: `T${n}` }),
    ),
  )
  writing = false
  await reading
  expect(seen).toEqual(numbersFrom(1, WRITES))
})

test('lists: newest first, by type, page by page; of its tenant alone for the key of one', async () => {
  const { client } = await vitrine.createAccount()
  const [one, other] = [
    await client.tenants.create({ name: '1' }),
    await client.tenants.create({ name: '2' }),
  ]
  const product = await client.products.create({ name: 'P', price })
  const types = async (query: Parameters<Client['events']['list']>[0]) =>
    (await client.events.list(query)).data.map(({ resourceId }) => resourceId)
  expect(await types({})).toEqual([product.id, other.id, one.id])
  expect(await types({ type: 'tenant.created' })).toEqual([other.id, one.id])
  expect(await types({ type: 'tenant.created', afterSequence: 1 })).toEqual([other.id])
  const first = await client.events.list({ limit: 2 })
  const second = await client.events.list({ limit: 2, cursor: first.nextCursor! })
  expect(second.data.map(({ sequence }) => sequence)).toEqual([1])
  const { secret } = await client.apiKeys.create({ type: 'secret', name: 'one', tenantId: one.id })
  const ask = (path: string) => request(`${vitrine.url}/v1/events${path}`, { key: secret })
  expect((await ask('')).body.data.map((event: VitrineEvent) => event.tenantId)).toEqual([one.id])
  for (const { id, tenantId } of (await client.events.list()).data)
    expect((await ask(`/${id}`)).status).toBe(tenantId === one.id ? 200 : 404)
})

test('how generations ended is told, and which picture could not be made', async () => {
  const { client, accountId } = await vitrine.createAccount()
  const product = await client.products.create({ name: 'P', price })
  const good = await client.products.create({ name: 'Good', price })
  await client.products.setImage(product.id, await photoJpeg({ size: 64, color: '#102030' }))
  await client.products.setImage(good.id, await photoJpeg({ size: 64, color: '#302010' }))
  for (const { id } of [product, good])
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 }],
    })
  const [row] = await vitrine.database.query<{ key: string }>(
    `select photo ->> 'key' as key from items where id = $1`,
    [product.id],
  )
  await rm(join(vitrine.dataDir, 'files', row!.key))
  const tenant = await client.tenants.create({ name: 'T', logo: logoSvg() })
  await client.generations.wait(tenant.generation!.id)
  const events = (await allOf(client)).filter(({ type }) => /^(render|generation)/.test(type))
  expect(events).toMatchObject([
    {
      type: 'render.failed',
      resourceId: product.id,
      tenantId: tenant.id,
      data: { generationId: tenant.generation!.id, code: 'unprocessable_image' },
    },
    {
      type: 'generation.partially_failed',
      resourceId: tenant.generation!.id,
      data: { progress: { total: 2, done: 1, failed: 1 } },
    },
  ])
  expect(accountId).toMatch(/^acct_/)
})

test('they are kept for 30 days, and then gone from lists and disk', async () => {
  const { client, accountId } = await vitrine.createAccount()
  await client.products.create({ name: 'P', price })
  const { data } = await client.events.list()
  const { db, queue, secret } = vitrine.service
  const at = (days: number) =>
    createEvents({
      db,
      queue,
      cursors: createCursors(secret),
      follower: createAnnouncer(),
      now: () => new Date(Date.now() + days * 86_400_000),
    })
  const who = { accountId, id: 'test', scopes: new Set<string>(), tenantId: undefined }
  const count = async () =>
    (await vitrine.database.query(`select 1 from events where account_id = $1`, [accountId])).length
  expect((await at(29.9).get(who, data[0]!.id)).id).toBe(data[0]!.id)
  await at(29.9).clean(accountId)
  expect(await count()).toBe(1)
  await expect(at(30.1).get(who, data[0]!.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await at(30.1).list(who, {}, { limit: 10 })).data).toEqual([])
  await at(30.1).clean(accountId)
  expect(await count()).toBe(0)
  // Numbers are not given out again.
  await client.products.create({ name: 'Q', price })
  expect((await client.events.list()).data[0]!.sequence).toBe(2)
})
