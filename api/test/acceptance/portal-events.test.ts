import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PortalEvent, VitrinePortal } from '../../../sdk/src/index.ts'
import { openStream } from '../harness/events.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const ORIGIN = 'https://shop.example'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

async function setUp() {
  const { client } = await vitrine.createAccount()
  const ids: string[] = []
  for (const color of ['#804020', '#208040']) {
    const { id } = await client.products.create({ name: color, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, await photoJpeg({ size: 300, color }))
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
    })
    ids.push(id)
  }
  const tenant = await client.tenants.create({ name: 'Client', logo: logoSvg() })
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: [ORIGIN] })
  return { client, ids, tenant, key: secret }
}

test('pictures are told as they land, by another process than the one that is asked', async () => {
  const { ids, tenant, key } = await setUp()
  const api = await vitrine.startProcess('api')
  const portals = new VitrinePortal({
    publishableKey: key,
    baseUrl: api.url,
    fetch: (url, init) => {
      const headers = new Headers(init?.headers)
      headers.set('origin', ORIGIN)
      return fetch(url, { ...init, headers })
    },
  })
  const events: PortalEvent[] = []
  const statuses = new Map<string, string>()
  const worker = vitrine.startProcess('worker')
  for await (const event of portals.events(tenant.slug)) {
    events.push(event)
    if (event.event === 'render') statuses.set(event.data.itemId, event.data.renderStatus)
    if (event.event === 'generation' && event.data.status === 'succeeded') break
  }
  expect(events[0]).toMatchObject({ event: 'generation' })
  expect([...statuses.keys()].toSorted()).toEqual(ids.toSorted())
  const { data: shown } = await portals.items(tenant.slug)
  expect(shown.map(({ renderStatus }) => renderStatus)).toEqual(['ready', 'ready'])
  await (await worker).kill()
})

test('after a break what has been told does not come again', async () => {
  const { client, tenant, key, ids } = await setUp()
  const url = `${vitrine.url}/v1/portals/${tenant.slug}/events`
  const headers = { 'x-publishable-key': key, origin: ORIGIN }
  const first = await openStream(url, headers)
  expect(first.headers.get('access-control-allow-origin')).toBe(ORIGIN)
  const told = [await first.next(), await first.next(), await first.next()]
  expect(told.map((entry) => entry?.event)).toEqual(['generation', 'render', 'render'])
  expect(told[1]?.data).toEqual({ itemId: ids[0], renderStatus: 'pending' })
  first.close()

  const second = await openStream(url, { ...headers, 'last-event-id': told[2]!.id })
  await client.generations.cancel(tenant.generation!.id)
  const next = [await second.next(), await second.next(), await second.next()]
  expect(next.map((entry) => entry?.data.status ?? entry?.data.renderStatus)).toEqual([
    'canceled',
    'unbranded',
    'unbranded',
  ])
  second.close()
  // Cut off in the middle of a look, everything is told once more.
  const third = await openStream(url, { ...headers, 'last-event-id': next[0]!.id })
  expect(await third.next()).toMatchObject({ event: 'generation', data: { status: 'canceled' } })
  third.close()
})

test('only for the portal and the origins of the key; a preflight needs none', async () => {
  const { tenant, key } = await setUp()
  const other = await setUp()
  const address = `${vitrine.url}/v1/portals/${tenant.slug}/events`
  const elsewhere = await request(address, { key, headers: { origin: `${ORIGIN}.evil.example` } })
  expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'origin_not_allowed'])
  const { secret } = await other.client.apiKeys.create({
    type: 'publishable',
    name: 'all',
    allowedOrigins: ['*'],
  })
  const portals = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.url })
  const events = portals.events('no-such-portal')[Symbol.asyncIterator]()
  await expect(events.next()).rejects.toMatchObject({ code: 'not_found', status: 404 })
  const preflight = await request(address, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-publishable-key, last-event-id',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Last-Event-ID')
})
