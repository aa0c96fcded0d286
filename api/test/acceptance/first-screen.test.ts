import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const SITE = 'https://shop.example'

let vitrine: TestVitrine
let client: Vitrine
let keyId: string
let publishableKey: string
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
  await client.tenants.create({ name: 'Boutique', slug: 'boutique' })
  await client.products.create({ name: 'Mug', price: { amount: 890, currency: 'EUR' } })
  const key = await client.apiKeys.create({ type: 'publishable', name: 'Site', allowedOrigins: [SITE] })
  keyId = key.id
  publishableKey = key.secret
})
afterAll(() => vitrine?.stop())

const read = (slug: string, headers: Record<string, string> = {}) =>
  fetch(`${vitrine.url}/portal/${slug}/first.json`, { headers })

test('without a key it says to the letter what the key would', async () => {
  const answer = await read('boutique')
  const withKey = await fetch(`${vitrine.url}/v1/portals/boutique`, {
    headers: { 'X-Publishable-Key': publishableKey },
  })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe(await withKey.text())
  const etag = answer.headers.get('etag')!
  expect((await read('boutique', { 'If-None-Match': etag })).status).toBe(304)
  const { id } = await client.products.create({ name: 'Pen', price: { amount: 90, currency: 'EUR' } })
  const changed = await read('boutique', { 'If-None-Match': etag })
  expect(changed.status).toBe(200)
  expect(await changed.text()).toContain(id)
})

test('pages of other sites read it where a key of the portal is for them, and nowhere else', async () => {
  const allowed = await read('boutique', { Origin: SITE })
  expect(allowed.status).toBe(200)
  expect(allowed.headers.get('access-control-allow-origin')).toBe(SITE)
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
  expect(allowed.headers.get('vary')).toContain('Origin')
  for (const origin of [
    'https://shop.example.evil',
    'http://shop.example',
    'https://x.shop.example',
    'null',
  ]) {
    const refused = await read('boutique', { Origin: origin })
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ code: 'origin_not_allowed' })
  }
})

test('a key for another tenant, or one that was revoked, opens nothing', async () => {
  const other = await client.tenants.create({ name: 'Other', slug: 'other' })
  const origin = 'https://other.example'
  await client.apiKeys.create({
    type: 'publishable',
    name: 'Other site',
    tenantId: other.id,
    allowedOrigins: [origin],
  })
  expect((await read('other', { Origin: origin })).status).toBe(200)
  expect((await read('boutique', { Origin: origin })).status).toBe(403)
  await client.apiKeys.revoke(keyId)
  expect((await read('boutique', { Origin: SITE })).status).toBe(403)
})

test('a portal that is private, archived or not there is told to nobody', async () => {
  const tenant = await client.tenants.create({ name: 'Club', slug: 'club', access: 'private' })
  expect((await read('club')).status).toBe(401)
  expect(tenant.embedHtml).not.toContain('preload')
  await client.tenants.update(tenant.id, { access: 'public' })
  expect((await read('club')).status).toBe(200)
  await client.tenants.update(tenant.id, { status: 'archived' })
  expect((await read('club')).status).toBe(404)
  expect((await read('nowhere')).status).toBe(404)
})

test('an address that was another account’s is the new one’s at once', async () => {
  const other = (await vitrine.createAccount('Newcomer')).client
  const before = await client.tenants.create({ name: 'Moved', slug: 'moved', primaryColor: '#112233' })
  expect(await (await read('moved')).text()).toContain('#112233')
  await client.tenants.delete(before.id)
  expect((await read('moved')).status).toBe(404)
  await other.tenants.create({ name: 'Moved', slug: 'moved', primaryColor: '#445566' })
  expect(await (await read('moved')).text()).toContain('#445566')
  const page = await fetch(`${vitrine.url}/portal/moved`)
  expect(await page.text()).toContain('#445566')
})

test('the snippet begins to load it before the script', async () => {
  const { embedHtml } = await client.tenants.create({ name: 'Embedded', slug: 'embedded' })
  const [first, second] = embedHtml.split('\n')
  expect(first).toBe(
    `<link rel="preload" as="fetch" crossorigin href="${vitrine.url}/portal/embedded/first.json">`,
  )
  expect(second).toContain('<script type="module"')
})
