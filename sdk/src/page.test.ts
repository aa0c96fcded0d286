import { expect, test } from 'vitest'
import { type Tenant, Vitrine, VitrinePortal } from './index.ts'
import { json, problem, serve } from './test-server.ts'

async function setUp(failAt?: string) {
  const { url, seen } = await serve((response, { path }) => {
    const cursor = Number(new URL(path, 'http://x').searchParams.get('cursor') ?? 0)
    if (String(cursor) === failAt) return problem(response, 404, 'not_found')
    const data = [{ id: `tnt_${cursor}a` }, { id: `tnt_${cursor}b` }]
    json(response, 200, { data, nextCursor: cursor < 2 ? String(cursor + 1) : null })
  })
  return { vitrine: new Vitrine({ apiKey: 'sk_test', baseUrl: url, maxRetries: 0 }), seen, url }
}

test('awaited, a list is one page', async () => {
  const { vitrine, seen } = await setUp()
  const page = await vitrine.tenants.list({ limit: 2, cursor: '1' })
  expect(page).toEqual({ data: [{ id: 'tnt_1a' }, { id: 'tnt_1b' }], nextCursor: '2' })
  expect(seen.map((request) => request.path)).toEqual(['/v1/tenants?limit=2&cursor=1'])
})

test('looped over, it is every item of every page, with the same query', async () => {
  const { vitrine, seen } = await setUp()
  const ids: string[] = []
  for await (const tenant of vitrine.tenants.list({ limit: 2 })) ids.push(tenant.id)
  expect(ids).toEqual(['tnt_0a', 'tnt_0b', 'tnt_1a', 'tnt_1b', 'tnt_2a', 'tnt_2b'])
  expect(seen.map((request) => request.path)).toEqual([
    '/v1/tenants?limit=2',
    '/v1/tenants?limit=2&cursor=1',
    '/v1/tenants?limit=2&cursor=2',
  ])
})

test('a loop left early asks for no further page, and looping again starts over', async () => {
  const { vitrine, seen } = await setUp()
  const list = vitrine.tenants.list()
  for (let round = 0; round < 2; round += 1) {
    for await (const tenant of list) {
      expect(tenant.id).toBe('tnt_0a')
      break
    }
  }
  expect(seen).toHaveLength(1)
})

test('a page that fails ends the loop with its error', async () => {
  for (const failAt of ['0', '1']) {
    const { vitrine } = await setUp(failAt)
    const tenants: Tenant[] = []
    const loop = async () => {
      for await (const tenant of vitrine.tenants.list()) tenants.push(tenant)
    }
    await expect(loop()).rejects.toMatchObject({ code: 'not_found' })
    expect(tenants).toHaveLength(failAt === '0' ? 0 : 2)
  }
})

test('what is searched for is escaped, and what is undefined left out', async () => {
  const { url, seen } = await setUp()
  const portals = new VitrinePortal({ publishableKey: 'pk_test', baseUrl: url })
  await portals.items('a/b', { q: 'tasse & thé', kind: undefined })
  expect(seen[0]?.path).toBe('/v1/portals/a%2Fb/items?q=tasse+%26+th%C3%A9')
  expect(seen[0]?.headers['x-publishable-key']).toBe('pk_test')
})
