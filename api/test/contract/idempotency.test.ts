import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPERATIONS } from '../../src/contract/operations.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let account: Awaited<ReturnType<TestVitrine['createAccount']>>
beforeAll(async () => {
  vitrine = await startVitrine()
  account = await vitrine.createAccount()
})
afterAll(() => vitrine?.stop())

const post = (path: string, key: string, body?: BodyInit | object, credential = account.secretKey) =>
  fetch(`${vitrine.url}/v1${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${credential}`,
      'idempotency-key': key,
      ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}),
    },
    body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
  })

const form = (name: string) => {
  const data = new FormData()
  data.set('name', name)
  data.set('logo', new Blob([new Uint8Array(logoSvg())]))
  return data
}

test('every POST that creates or acts takes a key', () => {
  const without = OPERATIONS.filter(({ method, idempotent }) => method === 'POST' && !idempotent).map(
    ({ id }) => id,
  )
  expect(without.toSorted()).toEqual(['createPreview', 'validatePlacement'])
})

test('fifty identical calls at once make one tenant; the rest are told to wait or get its answer', async () => {
  const key = randomUUID()
  // Each with a boundary of its own, as retries of one form have.
  const answers = await Promise.all(Array.from({ length: 50 }, () => post('/tenants', key, form('Fifty'))))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
  expect(statuses).toContain(201)
  const made = await vitrine.database.query(`select count(*)::int as n from tenants where name = 'Fifty'`)
  expect(made).toEqual([{ n: 1 }])

  const again = await post('/tenants', key, form('Fifty'))
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
  const first = answers.find(({ status }) => status === 201)!
  expect(await again.json()).toEqual(await first.json())
})

test('another body under the same key is refused, another operation or key owner is not', async () => {
  const key = randomUUID()
  expect((await post('/products', key, { name: 'A', price: { amount: 1, currency: 'EUR' } })).status).toBe(
    201,
  )
  const other = await post('/products', key, { name: 'B', price: { amount: 1, currency: 'EUR' } })
  expect([other.status, (await other.json()).code]).toEqual([422, 'idempotency_key_reused'])
  expect((await post('/collections', key, { name: 'A' })).status).toBe(201)
  const stranger = await vitrine.createAccount()
  expect((await post('/collections', key, { name: 'A' }, stranger.secretKey)).status).toBe(201)
})

test('a refusal that met the state is kept; one that never began leaves the key free', async () => {
  const taken = randomUUID()
  await post('/collections', randomUUID(), { name: 'Taken', slug: 'taken' })
  const refused = await post('/collections', taken, { name: 'Taken', slug: 'taken' })
  expect([refused.status, refused.headers.get('idempotent-replayed')]).toEqual([409, null])
  const repeated = await post('/collections', taken, { name: 'Taken', slug: 'taken' })
  expect([repeated.status, repeated.headers.get('idempotent-replayed')]).toEqual([409, 'true'])

  const free = randomUUID()
  expect((await post('/collections', free, { name: '' })).status).toBe(400)
  expect((await post('/collections', free, { name: 'Free' }, 'sk_wrong')).status).toBe(401)
  expect((await post('/collections', free, { name: 'Free' })).status).toBe(201)
})

test('a secret shown once is shown again by a replay, and stands nowhere in clear', async () => {
  const key = randomUUID()
  const input = { type: 'publishable', name: 'Site', allowedOrigins: ['*'] }
  const secretKey = { type: 'secret', name: 'Server', scopes: ['tenants:read'] }
  for (const body of [input, secretKey]) {
    const name = `${key} ${body.type}`
    const { secret } = await (await post('/api-keys', name, body)).json()
    expect((await (await post('/api-keys', name, body)).json()).secret).toBe(secret)
    const rows = await vitrine.database.query<{ all: string }>(
      `select encode(answer, 'escape') as all from idempotency_keys where name = $1`,
      [name],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.all).not.toContain(secret)
  }
})

test('a roll is answered again to the secret that asked; under the new one the answer stays closed', async () => {
  const name = randomUUID()
  const made = await account.client.apiKeys.create({ type: 'secret', name: 'roller' })
  const path = `/api-keys/${made.id}/roll`
  const first = await (await post(path, name, { overlapHours: 1 }, made.secret)).json()
  const again = await post(path, name, { overlapHours: 1 }, made.secret)
  expect([again.headers.get('idempotent-replayed'), (await again.json()).secret]).toEqual([
    'true',
    first.secret,
  ])
  const closed = await post(path, name, { overlapHours: 1 }, first.secret)
  expect([closed.status, (await closed.json()).code]).toEqual([422, 'idempotency_key_reused'])
})

test('a call whose process died is repeated once its lock is over, and finds what was done', async () => {
  const key = randomUUID()
  const body = { name: 'Survivor' }
  expect((await post('/collections', key, body)).status).toBe(201)
  // As a kill before the work leaves it: claimed, not sealed, nothing made.
  await vitrine.database.query(`update idempotency_keys set answer = null where name = $1`, [key])
  await vitrine.database.query(`delete from items where name = 'Survivor'`)
  const early = await post('/collections', key, body)
  expect([early.status, (await early.json()).code]).toEqual([409, 'idempotency_in_progress'])
  await vitrine.database.query(`update idempotency_keys set locked_until = now() where name = $1`, [key])
  expect((await post('/collections', key, body)).status).toBe(201)
  expect(await vitrine.database.query(`select 1 from items where name = 'Survivor'`)).toHaveLength(1)
})

test('a call that takes long keeps its key', async () => {
  const key = randomUUID()
  const holding = new pg.Client({ connectionString: vitrine.database.adminUrl })
  await holding.connect()
  await holding.query('begin; lock table items in share mode')
  const slow = post('/collections', key, { name: 'Slow' })
  const kept = async (condition: string) =>
    (await vitrine.database.query(`select from idempotency_keys where name = $1 and ${condition}`, [key]))
      .length
  await expect.poll(() => kept('answer is null')).toBe(1)
  await vitrine.database.query(`update idempotency_keys set locked_until = now() where name = $1`, [key])
  await expect.poll(() => kept(`locked_until > now() + interval '5 seconds'`), { timeout: 6000 }).toBe(1)
  const early = await post('/collections', key, { name: 'Slow' })
  expect([early.status, (await early.json()).code]).toEqual([409, 'idempotency_in_progress'])
  await holding.end()
  expect((await slow).status).toBe(201)
})

test('cancel and retry act once under a key', async () => {
  const { client } = account
  const tenant = await client.tenants.create({ name: 'Once', logo: logoSvg() })
  const ended = await client.generations.wait(tenant.generation!.id)
  const key = randomUUID()
  const answers = [
    await post(`/tenants/${tenant.id}/generations`, key),
    await post(`/tenants/${tenant.id}/generations`, key),
  ]
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()))
  expect(second.id).toBe(first.id)
  const refused = await post(`/generations/${ended.id}/cancel`, key)
  expect(refused.status).toBe(409)
})
