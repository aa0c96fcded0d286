import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest, request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { expectProblem } from './problem.ts'
import { OPERATIONS, resolve, sample } from './spec.ts'
import { keyFor, makeWorld, send, type World } from './world.ts'

let vitrine: TestVitrine
let world: World
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  world = await makeWorld(vitrine, 'Acme')
})
afterAll(() => vitrine?.stop())

const WITH_BODY = OPERATIONS.filter(({ body }) => body)

test.each(OPERATIONS.filter(({ path }) => path.startsWith('/v1/')))(
  '$id refuses an unknown query parameter by name',
  async (operation) => {
    const answer = await send(vitrine.url, operation, world.ids, {
      key: keyFor(operation, world),
      query: '?surprise=1',
    })
    expectProblem(answer, 400, 'invalid_request')
    expect(answer.body.errors).toEqual([
      { path: '/query/surprise', message: 'is not a known query parameter' },
    ])
  },
)

describe.each(WITH_BODY)('$id', (operation) => {
  const body = () => sample(operation.body!, world.ids) as Record<string, unknown>
  const ask = (json: unknown) =>
    send(vitrine.url, operation, world.ids, { key: keyFor(operation, world), json })

  test('refuses an unknown field by name', async () => {
    const answer = await ask({ ...body(), surprise: 1 })
    expectProblem(answer, 400, 'invalid_request')
    expect(answer.body.errors).toContainEqual({ path: '/surprise', message: 'is not a known field' })
  })

  test('refuses what is no object', async () => {
    for (const json of [null, [], 'text', 1, true]) expectProblem(await ask(json), 400, 'invalid_request')
  })

  test('says by name what is missing', async () => {
    const { required = [], minProperties } = resolve(operation.body!)
    if (required.length === 0 && minProperties === undefined) return
    const answer = await ask({})
    expectProblem(answer, 400, 'invalid_request')
    // An update asks for any field at all.
    const update = { path: '', message: 'must NOT have fewer than 1 properties' }
    const wanted =
      required.length > 0 ? required.map((name) => ({ path: `/${name}`, message: 'is required' })) : [update]
    expect(wanted).toContainEqual(answer.body.errors[0])
  })

  test('refuses another media type, another charset and a compressed body', async () => {
    const types: Record<string, string>[] = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/xml' },
      { 'content-type': 'application/json; charset=latin1' },
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    ]
    for (const headers of types) {
      const answer = await send(vitrine.url, operation, world.ids, { key: keyFor(operation, world), headers })
      expectProblem(answer, 415, 'unsupported_media_type')
    }
  })

  test.each([
    ['broken', '{"name":', 400],
    ['not JSON', 'name=x', 400],
    ['two values', '{} {}', 400],
    ['brackets without end', '['.repeat(400_000), 400],
    ['deep', `{"metadata":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`, 400],
    ['a million bytes too many', `{"name":"${'x'.repeat(1_000_001)}"}`, 413],
  ])('refuses a body that is %s', async (_, text, status) => {
    const answer = await request(vitrine.url + operation.path.replace(/\{(\w+)\}/g, 'x'), {
      method: operation.method,
      key: keyFor(operation, world)!,
      headers: { 'content-type': 'application/json' },
      body: text,
    })
    expectProblem(answer, status)
  })

  test('refuses NUL, half a surrogate pair and endless numbers wherever they stand', async () => {
    for (const value of ['a\0b', 'a\ud800b', '\udc00', 1e20, -1e300]) {
      for (const name of Object.keys(resolve(operation.body!).properties ?? {})) {
        for (const json of [
          { ...body(), [name]: value },
          { ...body(), [name]: { deep: [value] } },
        ])
          expectProblem(await ask(json), 400, 'invalid_request')
      }
    }
    expectProblem(await ask({ ...body(), 'na\0me': 1 }), 400, 'invalid_request')
  })
})

test('what a visitor types never breaks the search', async () => {
  for (const q of ["l'été", 'a+b', '%25', 'é', '(', '\\', '"', '🙂', 'x'.repeat(100), '*', '&=#']) {
    const url = `${vitrine.url}/v1/portals/${world.ids.slug}/items?q=${encodeURIComponent(q)}`
    expect((await request(url, { key: world.publishableKey })).status).toBe(200)
    const form = `${vitrine.url}/v1/portals/${world.ids.slug}/items?${new URLSearchParams({ q })}`
    expect((await request(form, { key: world.publishableKey })).status).toBe(200)
  }
  for (const query of [
    'q=%00',
    'q=a%00b',
    'q=',
    'limit=0',
    'limit=101',
    'limit=1.5',
    'sort=up',
    'kind=x',
    'q=a&q=b',
    'q[]=a',
    'q[a]=b',
    `q=${'x'.repeat(101)}`,
    'cursor=%00',
    'collection=%00',
  ]) {
    const url = `${vitrine.url}/v1/portals/${world.ids.slug}/items?${query}`
    expect([query, (await request(url, { key: world.publishableKey })).status]).toEqual([query, 400])
  }
  for (const query of ['externalId=%00', 'externalId=', 'collectionId=x'])
    expectProblem(
      await request(`${vitrine.url}/v1/products?${query}`, { key: world.key }),
      400,
      'invalid_request',
    )
})

test.each([
  ['/', 404],
  ['/v1', 404],
  ['/v1/nope', 404],
  ['//v1/account', 404],
  ['/v1//account', 404],
  ['/V1/account', 404],
  ['/v1/Account', 404],
  ['/v1/account/', 404],
  ['/v1/%61ccount', 404],
  ['/v1/../v1/account', 404],
  ['/favicon.ico', 404],
  ['/v1/tenants/%zz', 400],
  ['/v1/tenants/%c0%af', 400],
  ['/%', 404],
  ['/v1/tenants/%00', 404],
  ['/v1/portals/%00', 404],
  ['/v1/tenants/tnt_x', 400],
  [`/v1/tenants/${'x'.repeat(5000)}`, 400],
])('GET %s is answered %i, in the form of all errors', async (path, status) => {
  const key = path.includes('portals')
    ? `X-Publishable-Key: ${world.publishableKey}`
    : `Authorization: Bearer ${world.key}`
  const text = await rawRequest(
    vitrine.url,
    `GET ${path} HTTP/1.1\r\nHost: x\r\n${key}\r\nConnection: close\r\n\r\n`,
  )
  const [head = '', body = ''] = text.split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head).toMatch(/content-type: application\/problem\+json/i)
  expect(JSON.parse(body.replace(/^[0-9a-f]+\r\n/, '').replace(/\r\n0$/, ''))).toMatchObject({ status })
})

test('a request id is kept where it is one, and made where it is none', async () => {
  const idOf = async (id: string) =>
    (await request(`${vitrine.url}/healthz`, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
  expect(await idOf('abc-1.2:3')).toBe('abc-1.2:3')
  for (const bad of ['a b', '<x>', 'x'.repeat(129)]) expect(await idOf(bad)).toMatch(/^req_[0-9a-f]{32}$/)
})

test('If-Match: current, stale, weak, any, and nonsense', async () => {
  const { client, ids } = world
  const patch = (value: string) =>
    request(`${vitrine.url}/v1/products/${ids.ProductId}`, {
      method: 'PATCH',
      key: world.key,
      json: { position: 1 },
      headers: { 'if-match': value },
    })
  const { version } = await client.products.get(ids.ProductId!)
  for (const stale of [`"v${version + 1}"`, `W/"v${version}"`, '"x"', 'v1', '""', `"v${'9'.repeat(40)}"`])
    expectProblem(await patch(stale), 412, 'version_mismatch')
  expect((await patch(`"v${version}"`)).headers.get('etag')).toBe(`"v${version + 1}"`)
  expect((await patch('*')).status).toBe(200)
})
