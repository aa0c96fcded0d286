import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let client: Vitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
  await client.tenants.create({ name: 'Shop' })
})
afterAll(() => vitrine?.stop())

const portal = (key: string, origin?: string, slug = 'shop') =>
  request(`${vitrine.url}/v1/portals/${slug}`, { key, headers: origin === undefined ? {} : { origin } })

describe('origins', () => {
  const allowed = 'https://shop.example'
  let key: string
  beforeAll(async () => {
    key = (await client.apiKeys.create({ type: 'publishable', name: 'k', allowedOrigins: [allowed] })).secret
  })

  test('the allowed one is echoed, never with credentials', async () => {
    const answer = await portal(key, allowed)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('vary')).toMatch(/Origin/)
  })

  test.each([
    'https://shop.example.evil.com',
    'https://evilshop.example',
    'https://sub.shop.example',
    'https://shop.example:8443',
    'http://shop.example',
    'https://shop.exampl',
    'https://shop.example.',
    'https://shop.example/',
    'HTTPS://SHOP.EXAMPLE',
    'null',
    '',
    'file://',
  ])('%s is refused and not echoed', async (origin) => {
    const answer = await portal(key, origin)
    expect([answer.status, answer.body.code]).toEqual([403, 'origin_not_allowed'])
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('"*" allows any origin but null', async () => {
    const { secret } = await client.apiKeys.create({
      type: 'publishable',
      name: 'any',
      allowedOrigins: ['*'],
    })
    expect((await portal(secret, 'https://anywhere.example')).status).toBe(200)
    expect((await portal(secret, 'null')).status).toBe(403)
  })

  test('the hosted page reads with its own key, from its own origin', async () => {
    const page = await fetch(`${vitrine.url}/portal/shop`)
    const hosted = /publishable-key="(pk_\w+)"/.exec(await page.text())![1]!
    expect((await portal(hosted, vitrine.url)).status).toBe(200)
    expect((await portal(hosted)).status).toBe(200)
    expect((await portal(hosted, 'https://shop.example')).status).toBe(403)
  })

  test('a preflight is answered without a key, for portal operations only', async () => {
    const ask = (path: string, method = 'GET') =>
      request(vitrine.url + path, {
        method: 'OPTIONS',
        headers: {
          origin: allowed,
          'access-control-request-method': method,
          'access-control-request-headers': 'x-publishable-key',
        },
      })
    const answer = await ask('/v1/portals/shop')
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/X-Publishable-Key/)
    expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(0)
    const management = await ask('/v1/tenants')
    expect([management.status, management.headers.get('access-control-allow-origin')]).toEqual([405, null])
    expect((await ask('/v1/portals/shop', 'DELETE')).status).toBe(405)
  })

  test.each(['https://a:b:c', 'https://shop.example:99999', 'https://[::1', 'ftp://a', 'https://a/b'])(
    'a key for the origin %s is refused by name',
    async (origin) => {
      const making = client.apiKeys.create({ type: 'publishable', name: 'bad', allowedOrigins: [origin] })
      await expect(making).rejects.toMatchObject({ status: 400, errors: [{ path: '/allowedOrigins/0' }] })
    },
  )
})

describe('a key', () => {
  test('revoked answers 401, and is gone from the list', async () => {
    const key = await client.apiKeys.create({ type: 'publishable', name: 'short', allowedOrigins: ['*'] })
    expect((await portal(key.secret)).status).toBe(200)
    await client.apiKeys.revoke(key.id)
    const answer = await portal(key.secret)
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
    await expect(client.apiKeys.get(key.id)).rejects.toMatchObject({ status: 404 })
    expect((await client.apiKeys.list()).data.map(({ id }) => id)).not.toContain(key.id)
  })

  test('past its time answers 401', async () => {
    const expiresAt = new Date(Date.now() + 600).toISOString()
    const key = await client.apiKeys.create({ type: 'secret', name: 'brief', expiresAt })
    const ask = async () => (await request(`${vitrine.url}/v1/account`, { key: key.secret })).status
    expect(await ask()).toBe(200)
    await expect.poll(ask, { timeout: 5000 }).toBe(401)
    for (const past of ['2020-01-01T00:00:00Z', '2031-12-31T23:59:60Z'])
      await expect(
        client.apiKeys.create({ type: 'secret', name: 'x', expiresAt: past }),
      ).rejects.toMatchObject({
        errors: [{ path: '/expiresAt' }],
      })
  })

  test('rolled keeps its id, and both secrets work until the overlap is over', async () => {
    const made = await client.apiKeys.create({
      type: 'secret',
      name: 'rolled',
      scopes: ['tenants:read', 'keys:write'],
    })
    const self = new Vitrine({ apiKey: made.secret, baseUrl: vitrine.url, maxRetries: 0 })
    const rolled = await self.apiKeys.roll(made.id, { overlapHours: 1 })
    expect(rolled).toMatchObject({ id: made.id, scopes: made.scopes })
    expect(rolled.secret).not.toBe(made.secret)
    expect(Date.parse(rolled.previousExpiresAt!) - Date.now()).toBeGreaterThan(3_500_000)
    const ask = async (key: string) => (await request(`${vitrine.url}/v1/tenants`, { key })).status
    expect([await ask(made.secret), await ask(rolled.secret)]).toEqual([200, 200])
    await vitrine.database.query(`update api_keys set previous_expires_at = now() where id = $1`, [made.id])
    await expect.poll(() => ask(made.secret), { timeout: 5000 }).toBe(401)
    expect(await ask(rolled.secret)).toBe(200)

    const again = await client.apiKeys.roll(made.id, { overlapHours: 0 })
    expect(again.previousExpiresAt).toBeNull()
    expect([await ask(rolled.secret), await ask(again.secret)]).toEqual([401, 200])
    await client.apiKeys.revoke(made.id)
    expect(await ask(again.secret)).toBe(401)
  })

  test('rolled twice leaves the newest two secrets; revoked while it is rolled, none', async () => {
    const made = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
    const second = await client.apiKeys.roll(made.id, {})
    const third = await client.apiKeys.roll(made.id, {})
    const ask = async (key: string) => (await portal(key)).status
    expect([await ask(made.secret), await ask(second.secret), await ask(third.secret)]).toEqual([
      401, 200, 200,
    ])
    await client.apiKeys.revoke(made.id)
    const asked = async () => [await ask(second.secret), await ask(third.secret)]
    await expect.poll(asked, { timeout: 5000 }).toEqual([401, 401])
  })

  test('is rolled by nobody who would gain by it, nor once it has expired', async () => {
    const { id } = await client.apiKeys.create({ type: 'secret', name: 'mighty' })
    const weak = await client.apiKeys.create({ type: 'secret', name: 'weak', scopes: ['keys:write'] })
    const limited = new Vitrine({ apiKey: weak.secret, baseUrl: vitrine.url, maxRetries: 0 })
    await expect(limited.apiKeys.roll(id, {})).rejects.toMatchObject({
      status: 403,
      detail: expect.stringContaining('tenants:read'),
    })
    await vitrine.database.query(`update api_keys set expires_at = now() where id = $1`, [id])
    await expect(client.apiKeys.roll(id, {})).rejects.toMatchObject({ status: 409 })
    await expect(client.apiKeys.roll(id, { overlapHours: 169 })).rejects.toMatchObject({
      errors: [{ path: '/overlapHours' }],
    })
  })

  test('revoked or rolled in one process is refused by the others within 5 s', async () => {
    const other = await vitrine.startProcess('api')
    const ask = async (key: string) => (await request(`${other.url}/v1/account`, { key })).status
    const [first, second] = [
      await client.apiKeys.create({ type: 'secret', name: 'a' }),
      await client.apiKeys.create({ type: 'secret', name: 'b' }),
    ]
    expect([await ask(first.secret), await ask(second.secret)]).toEqual([200, 200])
    const startedAt = Date.now()
    await client.apiKeys.revoke(first.id)
    await client.apiKeys.roll(second.id, { overlapHours: 0 })
    await expect.poll(() => ask(first.secret), { timeout: 5000 }).toBe(401)
    await expect.poll(() => ask(second.secret), { timeout: 5000 }).toBe(401)
    expect(Date.now() - startedAt).toBeLessThan(5000)
    await other.kill()
  })

  test('for one tenant touches nothing that all tenants share, and says why', async () => {
    const { id: tenantId } = await client.tenants.create({ name: 'Narrow' })
    const own = await client.apiKeys.create({ type: 'secret', name: 'one', tenantId })
    expect(own.scopes).toContain('tenants:write')
    expect(own.scopes.filter((scope) => ['catalog:write', 'audit:read'].includes(scope))).toEqual([])
    await expect(
      client.apiKeys.create({
        type: 'secret',
        name: 'x',
        tenantId,
        scopes: ['tenants:read', 'catalog:write'],
      }),
    ).rejects.toMatchObject({
      status: 400,
      errors: [{ path: '/scopes/1', message: expect.stringContaining('shared by all tenants') }],
    })
    // One made before this rule has the scope, and is refused all the same.
    await vitrine.database.query(
      `update api_keys set scopes = array_append(scopes, 'catalog:write') where id = $1`,
      [own.id],
    )
    const limited = new Vitrine({ apiKey: own.secret, baseUrl: vitrine.url, maxRetries: 0 })
    await expect(limited.collections.create({ name: 'x' })).rejects.toMatchObject({
      status: 403,
      detail: expect.stringContaining('shared by all tenants'),
    })
    expect((await limited.collections.list()).data).toEqual([])
  })

  test('gives away no scope that it lacks', async () => {
    const { secret } = await client.apiKeys.create({
      type: 'secret',
      name: 'k',
      scopes: ['keys:write', 'tenants:read'],
    })
    const limited = new Vitrine({ apiKey: secret, baseUrl: vitrine.url, maxRetries: 0 })
    await expect(limited.apiKeys.create({ type: 'secret', name: 'all' })).rejects.toMatchObject({
      status: 403,
    })
    await expect(
      limited.apiKeys.create({ type: 'secret', name: 'w', scopes: ['tenants:write'] }),
    ).rejects.toMatchObject({ status: 403 })
    await limited.apiKeys.create({ type: 'secret', name: 'r', scopes: ['tenants:read'] })
  })

  test('for one tenant sees that tenant, its portal and its keys only', async () => {
    const mine = await client.tenants.create({ name: 'Mine' })
    const other = await client.tenants.create({ name: 'Other' })
    const foreign = await client.apiKeys.create({ type: 'secret', name: 'account' })
    const own = await client.apiKeys.create({ type: 'secret', name: 'one', tenantId: mine.id })
    const limited = new Vitrine({ apiKey: own.secret, baseUrl: vitrine.url, maxRetries: 0 })
    expect((await limited.tenants.list()).data.map(({ id }) => id)).toEqual([mine.id])
    for (const reach of [
      () => limited.tenants.get(other.id),
      () => limited.tenants.update(other.id, { name: 'x' }),
      () => limited.tenants.delete(other.id),
      () => limited.tenants.renders(other.id),
      () => limited.generations.create(other.id),
      () => limited.generations.list(other.id),
      () => limited.apiKeys.get(foreign.id),
      () => limited.apiKeys.revoke(foreign.id),
    ])
      await expect(reach()).rejects.toMatchObject({ status: 404 })
    expect((await limited.apiKeys.list()).data.map(({ id }) => id)).toEqual([own.id])
    await expect(limited.tenants.create({ name: 'New' })).rejects.toMatchObject({ status: 403 })
    await expect(limited.apiKeys.create({ type: 'secret', name: 'wider' })).rejects.toMatchObject({
      status: 403,
    })

    const site = await limited.apiKeys.create({
      type: 'publishable',
      name: 's',
      tenantId: mine.id,
      allowedOrigins: ['*'],
    })
    expect((await portal(site.secret, undefined, 'mine')).status).toBe(200)
    expect((await portal(site.secret, undefined, 'other')).status).toBe(404)
  })

  test('notes its last use, to the minute', async () => {
    const { id, secret } = await client.apiKeys.create({ type: 'secret', name: 'used' })
    expect((await client.apiKeys.get(id)).lastUsedAt).toBeNull()
    await request(`${vitrine.url}/v1/account`, { key: secret })
    const used = async () => Date.parse((await client.apiKeys.get(id)).lastUsedAt ?? '') > Date.now() - 60_000
    await expect.poll(used).toBe(true)
  })
})
