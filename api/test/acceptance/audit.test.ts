import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { request } from '../harness/http.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

const brief = ({ operation, resourceId, outcome }: Record<string, unknown>) => [
  operation,
  resourceId,
  outcome,
]
const all = async (client: Vitrine) => {
  const lines = []
  for await (const line of client.auditLog.list({ limit: 100 })) lines.push(line)
  return lines
}

test('each change leaves one line: what, to which, by whom; what only reads leaves none', async () => {
  const { client } = await vitrine.createAccount()
  const collection = await client.collections.create({ name: 'Drinks' })
  await client.collections.update(collection.id, { name: 'Cups' })
  await client.collections.list()
  const tenant = await client.tenants.create({ name: 'Acme', logo: logoSvg() })
  await client.tenants.setLogo(tenant.id, logoSvg())
  const generation = await client.generations.create(tenant.id)
  const key = await client.apiKeys.create({ type: 'secret', name: 'k' })
  await client.apiKeys.revoke(key.id)
  await client.placements.validate({
    photo: { width: 100, height: 100 },
    placement: { layers: [] },
  })
  await client.tenants.delete(tenant.id)

  const lines = await all(client)
  expect(lines.map(brief).toReversed()).toEqual([
    ['createCollection', collection.id, 'succeeded'],
    ['updateCollection', collection.id, 'succeeded'],
    ['createTenant', tenant.id, 'succeeded'],
    ['putTenantLogo', tenant.id, 'succeeded'],
    ['createGeneration', generation.id, 'succeeded'],
    ['createApiKey', key.id, 'succeeded'],
    ['revokeApiKey', key.id, 'succeeded'],
    ['deleteTenant', tenant.id, 'succeeded'],
  ])
  const { data: keys } = await client.apiKeys.list()
  expect(new Set(lines.map(({ actorId }) => actorId))).toEqual(new Set([keys.at(-1)!.id]))
  expect(lines[0]).toMatchObject({ actorType: 'key', requestId: expect.stringMatching(/^req_/) })
  expect(JSON.stringify(lines)).not.toMatch(/Acme|Cups|Drinks/)
})

test('what is refused leaves its code, and what is malformed nothing', async () => {
  const { client, secretKey } = await vitrine.createAccount()
  const collection = await client.collections.create({ name: 'A', externalId: 'a' })
  const reader = await client.apiKeys.create({ type: 'secret', name: 'r', scopes: ['catalog:read'] })
  const ask = (method: string, path: string, key: string, json: unknown) =>
    request(`${vitrine.url}/v1${path}`, { method, key, json })
  await ask('POST', '/collections', reader.secret, { name: 'x' })
  await ask('PATCH', '/collections/col_01jd3x8q7ve4k9mz2c5h6t0r1w', secretKey, { name: 'x' })
  await ask('POST', '/collections', secretKey, { name: 'x', externalId: 'a' })
  await ask('PATCH', `/collections/${collection.id}`, secretKey, { nonsense: true })
  await ask('PATCH', `/collections/${collection.id}`, `${secretKey}x`, { name: 'x' })
  expect((await all(client)).slice(0, 3).map(brief)).toEqual([
    ['createCollection', null, 'conflict'],
    ['updateCollection', 'col_01jd3x8q7ve4k9mz2c5h6t0r1w', 'not_found'],
    ['createCollection', null, 'forbidden'],
  ])
  const { data } = await client.auditLog.list({ actorId: reader.id })
  expect(data.map(brief)).toEqual([['createCollection', null, 'forbidden']])
})

test('a call repeated under its Idempotency-Key has one line', async () => {
  const { client, secretKey } = await vitrine.createAccount()
  const headers = { 'idempotency-key': randomUUID() }
  const once = () =>
    request(`${vitrine.url}/v1/collections`, { method: 'POST', key: secretKey, headers, json: { name: 'A' } })
  const [first] = [await once(), await once(), await once()]
  expect((await all(client)).map(brief)).toEqual([['createCollection', first!.body.id, 'succeeded']])
})

test('filters narrow it, pages go on where the last one ended, and it is read with audit:read alone', async () => {
  const { client } = await vitrine.createAccount()
  const made = await client.collections.create({ name: 'A' })
  for (const name of ['B', 'C', 'D']) await client.collections.update(made.id, { name })
  await client.collections.create({ name: 'Other' })
  const first = await client.auditLog.list({ resourceId: made.id, limit: 3 })
  const rest = await client.auditLog.list({ resourceId: made.id, limit: 3, cursor: first.nextCursor! })
  expect([...first.data, ...rest.data].map(({ operation }) => operation)).toEqual([
    'updateCollection',
    'updateCollection',
    'updateCollection',
    'createCollection',
  ])
  await expect(client.auditLog.list({ cursor: first.nextCursor! })).rejects.toMatchObject({ status: 400 })
  const { secret } = await client.apiKeys.create({ type: 'secret', name: 'a', scopes: ['audit:read'] })
  const auditor = new Vitrine({ apiKey: secret, baseUrl: vitrine.url, maxRetries: 0 })
  expect((await auditor.auditLog.list()).data).toHaveLength(6)
  const stranger = await vitrine.createAccount()
  expect((await stranger.client.auditLog.list({ resourceId: made.id })).data).toEqual([])
})

test('no change is committed without its line: where that cannot be written there is none', async () => {
  const { client } = await vitrine.createAccount()
  await vitrine.database.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$;
     create trigger full_disk before insert on audit_log for each row execute function refuse()`,
  )
  try {
    await expect(client.collections.create({ name: 'A' })).rejects.toMatchObject({ status: 500 })
  } finally {
    await vitrine.database.query('drop trigger full_disk on audit_log; drop function refuse')
  }
  expect((await client.collections.list()).data).toEqual([])
  expect(await all(client)).toEqual([])
})

test('lines past their time are neither shown nor kept; the others nobody can change or take away', async () => {
  const { client, accountId } = await vitrine.createAccount()
  const old = await client.collections.create({ name: 'Old' })
  await vitrine.database.query(
    `update audit_log set at = now() - interval '401 days' where account_id = $1`,
    [accountId],
  )
  expect(await all(client)).toEqual([])
  // This process has looked for old ones within the hour; another one has not.
  const other = await vitrine.startProcess('api')
  const { secret } = await client.apiKeys.create({ type: 'secret', name: 'k' })
  const elsewhere = new Vitrine({ apiKey: secret, baseUrl: other.url, maxRetries: 0 })
  await elsewhere.collections.update(old.id, { name: 'New' })
  await other.kill()
  const kept = await vitrine.database.query(
    `select operation from audit_log where account_id = $1 order by id`,
    [accountId],
  )
  expect(kept).toEqual([{ operation: 'createApiKey' }, { operation: 'updateCollection' }])
})
