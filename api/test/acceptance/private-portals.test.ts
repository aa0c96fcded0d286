import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { openStream } from '../harness/events.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
let publishableKey: string
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
  await client.products.create({ name: 'Secret mug', price: { amount: 100, currency: 'EUR' } })
  const made = await client.apiKeys.create({ type: 'publishable', name: 'site', allowedOrigins: ['*'] })
  publishableKey = made.secret
})
afterAll(() => vitrine?.stop())

const visitor = (session?: string) =>
  new VitrinePortal({ publishableKey, baseUrl: vitrine.url, maxRetries: 0, ...(session && { session }) })
const refused = { status: 401, code: 'unauthenticated', detail: expect.stringContaining('portal session') }

test('a private portal opens to whoever has a session of it, until that is over', async () => {
  const { id, slug, access } = await client.tenants.create({ name: 'Inner circle', access: 'private' })
  expect(access).toBe('private')
  const { token, expiresAt } = await client.tenants.createPortalSession(id, { subject: '4711' })
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(3_590_000)
  expect(token).toMatch(/^ps_/)
  const portal = visitor(token)
  expect((await portal.get(slug)).featuredProducts).toHaveLength(1)
  const { data } = await portal.items(slug)
  expect((await portal.item(slug, data[0]!.slug)).name).toBe('Secret mug')
  // Kept answers open to nobody else.
  await expect(visitor().get(slug)).rejects.toMatchObject(refused)
  await expect(visitor().items(slug)).rejects.toMatchObject(refused)
  await expect(visitor().item(slug, data[0]!.slug)).rejects.toMatchObject(refused)

  await client.tenants.revokePortalSessions(id)
  await expect(portal.get(slug)).rejects.toMatchObject(refused)
  const next = await client.tenants.createPortalSession(id, {})
  await visitor(next.token).get(slug)
})

test('it can be made private and public again; with a session beside it a public one opens as well', async () => {
  const { id, slug } = await client.tenants.create({ name: 'Now and then' })
  const { token } = await client.tenants.createPortalSession(id, {})
  await visitor().get(slug)
  const changed = await client.tenants.update(id, { access: 'private' })
  expect(changed.embedHtml).toContain(' session="')
  await expect(visitor().get(slug)).rejects.toMatchObject(refused)
  await visitor(token).get(slug)
  await client.tenants.update(id, { access: 'public' })
  await visitor().get(slug)
  await visitor(token).get(slug)
})

test('a 304 is for whoever may see the body', async () => {
  const { id, slug } = await client.tenants.create({ name: 'Cached', access: 'private' })
  const { token } = await client.tenants.createPortalSession(id, {})
  const ask = (headers: Record<string, string>) =>
    request(`${vitrine.url}/v1/portals/${slug}`, { key: publishableKey, headers })
  const authorization = `Bearer ${token}`
  const etag = (await ask({ authorization })).headers.get('etag')!
  expect((await ask({ authorization, 'if-none-match': etag })).status).toBe(304)
  expect((await ask({ 'if-none-match': etag })).status).toBe(401)
  expect((await ask({ authorization })).headers.get('cache-control')).toBe('private, no-cache')
})

test('a stream ends once its session has ended', async () => {
  const { id, slug } = await client.tenants.create({ name: 'Watched', access: 'private' })
  const { token } = await client.tenants.createPortalSession(id, {})
  const headers = { 'x-publishable-key': publishableKey, authorization: `Bearer ${token}` }
  const stream = await openStream(`${vitrine.url}/v1/portals/${slug}/events`, headers)
  await client.tenants.revokePortalSessions(id)
  for (;;) {
    // It breaks off: what was asked for is refused now.
    const event = await stream.next().catch(() => undefined)
    if (!event) break
  }
})

test('sessions last from a minute to a day, and are for tenants that are there', async () => {
  const { id } = await client.tenants.create({ name: 'Limits', access: 'private' })
  for (const input of [
    { ttlSeconds: 59 },
    { ttlSeconds: 86_401 },
    { subject: '' },
    { subject: 'x'.repeat(101) },
  ])
    await expect(client.tenants.createPortalSession(id, input)).rejects.toMatchObject({ status: 400 })
  const { expiresAt } = await client.tenants.createPortalSession(id, { ttlSeconds: 60 })
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(60_000)
  await client.tenants.delete(id)
  await expect(client.tenants.createPortalSession(id, {})).rejects.toMatchObject({ status: 404 })
  await expect(client.tenants.revokePortalSessions(id)).rejects.toMatchObject({ status: 404 })
})

test('a key for one tenant lets visitors into that one only', async () => {
  const [mine, other] = [
    await client.tenants.create({ name: 'Mine', access: 'private' }),
    await client.tenants.create({ name: 'Other', access: 'private' }),
  ]
  const { secret } = await client.apiKeys.create({ type: 'secret', name: 'one', tenantId: mine.id })
  const ask = async (id: string, method: string) =>
    (
      await request(`${vitrine.url}/v1/tenants/${id}/portal-sessions`, {
        method,
        key: secret,
        ...(method === 'POST' && { json: {} }),
      })
    ).status
  expect([await ask(mine.id, 'POST'), await ask(mine.id, 'DELETE')]).toEqual([201, 204])
  expect([await ask(other.id, 'POST'), await ask(other.id, 'DELETE')]).toEqual([404, 404])
})

test('the hosted page of a private portal says nothing of whose it is', async () => {
  await client.tenants.create({ name: 'Discreet & Sons', slug: 'd-and-s', access: 'private', locale: 'fr' })
  const text = await (await fetch(`${vitrine.url}/portal/d-and-s`)).text()
  expect(text).not.toContain('Discreet')
  expect(text).toContain('Cette boutique est privée')
  expect(text).toContain('noindex')
})
