import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { expectProblem } from './problem.ts'
import { addressOf, OPERATIONS, type Operation } from './spec.ts'
import { keyFor, makeWorld, send, type World } from './world.ts'

let vitrine: TestVitrine
let world: World
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  world = await makeWorld(vitrine, 'Acme')
})
afterAll(() => vitrine?.stop())

const CLOSED = OPERATIONS.filter(({ scheme }) => scheme)
const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"x"}')}.`

test('people and keys open the same management operations, and a session only stands beside a publishable key', () => {
  const kinds = CLOSED.map(({ id, alternatives }) => ({
    id,
    opens: alternatives.map((one) => one.join('+')).join(' '),
  }))
  const known = ['secretKey clerkSession', 'publishableKey publishableKey+portalSession']
  expect(kinds.filter(({ opens }) => !known.includes(opens))).toEqual([])
})

test('every operation of an account or a portal is closed', () => {
  expect(OPERATIONS.filter(({ path, scheme }) => path.startsWith('/v1/') && !scheme)).toEqual([])
  expect(CLOSED.length).toBeGreaterThan(30)
})

describe.each(CLOSED)('$id', (operation: Operation) => {
  test('401 without credentials, and with any that are not right', async () => {
    const mistyped = (key: string) => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
    const wrong: Record<string, string>[] = [
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: 'Basic c2s6' },
      { authorization: `Bearer ${mistyped(world.key)}` },
      { authorization: `Bearer ${unsigned}` },
      { authorization: `Bearer ${world.publishableKey}` },
      { 'x-publishable-key': mistyped(world.publishableKey) },
      { 'x-publishable-key': world.key },
      { authorization: `Bearer ${world.key}`, 'x-publishable-key': world.publishableKey },
      { authorization: `Bearer ${unsigned}`, 'x-publishable-key': world.publishableKey },
      { authorization: 'Bearer ps_e30.e30' },
      { authorization: 'Bearer ps_e30.e30', 'x-publishable-key': world.publishableKey },
      { authorization: 'Basic c2s6', 'x-publishable-key': world.publishableKey },
      { authorization: '', 'x-publishable-key': world.publishableKey },
      { authorization: `Bearer ${world.key} x` },
      { authorization: `Bearer ak_${world.key.slice(3)}` },
    ]
    for (const headers of wrong) {
      const answer = await send(vitrine.url, operation, world.ids, { headers })
      expectProblem(answer, 401, 'unauthenticated')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="vitrine"')
    }
  })

  test('a key in the address is no credential, not even beside a right one', async () => {
    const query = `?api_key=${world.key}&key=${world.publishableKey}`
    expectProblem(await send(vitrine.url, operation, world.ids, { query }), 401, 'unauthenticated')
    const beside = { query: `?key=${world.key}`, key: keyFor(operation, world)! }
    const answer = await send(vitrine.url, operation, world.ids, beside)
    expectProblem(answer, 401, 'unauthenticated')
    expect(answer.body.detail).toContain('address')
  })
})

describe.each(CLOSED.filter(({ alternatives }) => alternatives.some((one) => one.includes('portalSession'))))(
  '$id of a private portal',
  (operation: Operation) => {
    test('401 with the key alone, and with a session that is not of this portal, was ended or changed', async () => {
      const { client, publishableKey } = world
      const tenant = await client.tenants.create({ name: `Private ${operation.id}`, access: 'private' })
      const sessionOf = async (id: string) => (await client.tenants.createPortalSession(id, {})).token
      const ended = await sessionOf(tenant.id)
      await client.tenants.revokePortalSessions(tenant.id)
      const session = await sessionOf(tenant.id)
      const origin = 'https://shop.example'
      const ids = { ...world.ids, slug: tenant.slug }
      const ask = (token?: string) => {
        const headers = { origin, 'x-publishable-key': publishableKey }
        return send(vitrine.url, operation, ids, {
          headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
        })
      }
      const [head, signature] = session.split('.') as [string, string]
      const wrong = [
        undefined,
        await sessionOf(world.ids.TenantId!),
        ended,
        `${head}.${signature.slice(1)}`,
        `${head}.`,
        `${head.slice(0, -1)}.${signature}`,
        `${session}x`,
        `${session}.`,
      ]
      for (const token of wrong) {
        const answer = await ask(token)
        expectProblem(answer, 401, 'unauthenticated')
        expect(answer.body.detail).toContain('portal session')
        // The page may read what is wrong, and get a session.
        expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
        expect(answer.headers.get('vary')).toContain('Authorization')
      }
      // A stream would not end by itself; its first look is refused as all others are.
      if (operation.method === 'GET' && !operation.path.endsWith('/events'))
        expect((await ask(session)).status).not.toBe(401)
    })
  },
)

describe.each(OPERATIONS.filter(({ scopes }) => scopes.length > 0))('$id', (operation) => {
  test('403 that names the scope, for a key that has all others', async () => {
    const all = [
      'tenants:read',
      'tenants:write',
      'catalog:read',
      'catalog:write',
      'orders:read',
      'orders:write',
      'webhooks:write',
      'keys:write',
      'audit:read',
    ] as const
    const scopes = all.filter((scope) => !operation.scopes.includes(scope))
    const { secret } = await world.client.apiKeys.create({ type: 'secret', name: 'limited', scopes })
    const answer = await send(vitrine.url, operation, world.ids, { key: secret })
    expectProblem(answer, 403, 'forbidden')
    for (const scope of operation.scopes) expect(answer.body.detail).toContain(scope)
  })
})

describe.each([...new Set(OPERATIONS.map(({ path }) => path))])('%s', (path) => {
  test('405 with Allow for every other method', async () => {
    const here = OPERATIONS.filter((operation) => operation.path === path)
    const allowed = here.map(({ method }) => method)
    const url = vitrine.url + addressOf(here[0]!, world.ids)
    for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'].filter(
      (other) => !allowed.includes(other),
    )) {
      const answer = await request(url, { method, key: keyFor(here[0]!, world) })
      expectProblem(answer, 405, 'method_not_allowed')
      const expected = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed
      expect(answer.headers.get('allow')!.split(', ').toSorted()).toEqual(expected.toSorted())
    }
  })
})
