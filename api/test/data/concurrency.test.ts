import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Tenant, Vitrine } from '../../../sdk/src/index.ts'
import { hashSecret } from '../../src/features/keys/secret.ts'
import { API_CONNECTIONS } from '../../src/service.ts'
import { request } from '../harness/http.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

// Two processes of the API on one database.

let vitrine: TestVitrine
let clients: [Vitrine, Vitrine]
let client: Vitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  const other = await vitrine.startProcess('api')
  const { secretKey, client: first } = await vitrine.createAccount()
  client = first
  clients = [first, new Vitrine({ apiKey: secretKey, baseUrl: other.url, maxRetries: 0 })]
})
afterAll(() => vitrine?.stop())

const price = { amount: 1, currency: 'EUR' }

/** The same call many times at once, on both processes in turn. */
async function race<T>(count: number, call: (on: Vitrine, n: number) => Promise<T>) {
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, n) => call(clients[n % 2]!, n)))
  return {
    won: settled.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value),
    lost: settled.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason),
  }
}

test('twenty tenants of one name get twenty slugs, without a gap', async () => {
  const { won, lost } = await race(20, (on) => on.tenants.create({ name: 'Acme' }))
  expect(lost).toEqual([])
  const expected = ['acme', ...Array.from({ length: 19 }, (_, n) => `acme-${n + 2}`)]
  expect(won.map(({ slug }) => slug).toSorted()).toEqual(expected.toSorted())
})

test('twenty of one slug: one is made, the rest are told that it is taken', async () => {
  const { won, lost } = await race(20, (on, n) => on.tenants.create({ name: `Name ${n}`, slug: 'wanted' }))
  expect(won).toHaveLength(1)
  expect(new Set(lost.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(['409 slug_taken']))
})

test('twenty of one externalId: one is made, and the rest name it', async () => {
  const { won, lost } = await race(20, (on, n) =>
    on.tenants.create({ name: `Ext ${n}`, externalId: 'crm-1' }),
  )
  expect(won).toHaveLength(1)
  for (const { status, code, detail, errors } of lost) {
    expect([status, code, errors[0].path]).toEqual([409, 'conflict', '/externalId'])
    expect(detail).toContain(won[0]!.id)
  }
})

test('products race for slug and externalId alike', async () => {
  const slugs = await race(12, (on) => on.products.create({ name: 'Mug', price }))
  expect(new Set(slugs.won.map(({ slug }) => slug)).size).toBe(12)
  const { won, lost } = await race(12, (on, n) =>
    on.products.create({ name: `P${n}`, price, externalId: 'sku' }),
  )
  expect(won).toHaveLength(1)
  for (const { code, detail } of lost) {
    expect(code).toBe('conflict')
    expect(detail).toContain(won[0]!.id)
  }
})

test('two who read the same version: one writes, the other is told', async () => {
  const { id } = await client.tenants.create({ name: 'Shared' })
  for (let round = 0; round < 10; round += 1) {
    const seen = await client.tenants.get(id)
    const { won, lost } = await race(2, (on, n) =>
      on.tenants.update(id, { name: `By ${n}` }, { ifMatch: seen }),
    )
    expect(won).toHaveLength(1)
    expect(lost[0]).toMatchObject({ status: 412, code: 'version_mismatch' })
    expect(await client.tenants.get(id)).toMatchObject({ version: seen.version + 1, name: won[0]!.name })
  }
})

test('two who write different fields never lose one of them', async () => {
  const tenant = await client.tenants.create({ name: 'Fields' })
  const product = await client.products.create({ name: 'Fields', price })
  for (let round = 0; round < 10; round += 1) {
    const tags = [`t${round}`]
    await Promise.all([
      clients[0].tenants.update(tenant.id, { name: `Name ${round}` }),
      clients[1].tenants.update(tenant.id, { metadata: { round: String(round) } }),
      clients[0].products.update(product.id, { name: `Name ${round}` }),
      clients[1].products.update(product.id, { tags }),
    ])
    const expected = {
      name: `Name ${round}`,
      metadata: { round: String(round) },
      version: 1 + 2 * (round + 1),
    }
    expect(await client.tenants.get(tenant.id)).toMatchObject(expected satisfies Partial<Tenant>)
    expect(await client.products.get(product.id)).toMatchObject({ name: `Name ${round}`, tags })
  }
})

test('a revoked key is refused here at once, and by every process within 5 s', async () => {
  const key = await client.apiKeys.create({ type: 'secret', name: 'k' })
  const [here, there] = clients.map(() => key.secret)
  const other = new Vitrine({
    apiKey: there,
    baseUrl: (await vitrine.startProcess('api')).url,
    maxRetries: 0,
  })
  const local = new Vitrine({ apiKey: here, baseUrl: vitrine.url, maxRetries: 0 })
  await Promise.all([other.account.get(), local.account.get()])
  await client.apiKeys.revoke(key.id)
  const elsewhere = () =>
    other.account.get().then(
      () => 200,
      ({ status }) => status,
    )
  await expect.poll(elsewhere, { timeout: 5000 }).toBe(401)
  await expect(local.account.get()).rejects.toMatchObject({ status: 401 })
})

test('a process whose connections are all in use is busy, not away: requests are told to wait, and it stays ready', async () => {
  const { db } = vitrine.service
  const done = Promise.withResolvers<void>()
  const begun = Array.from({ length: API_CONNECTIONS }, () => Promise.withResolvers<void>())
  const held = begun.map(({ resolve }) =>
    db.forNobody(async () => {
      resolve()
      await done.promise
    }),
  )
  // Also where what follows fails: others come after.
  onTestFinished(() => done.resolve())
  await Promise.all(begun.map(({ promise }) => promise))
  await expect(client.tenants.list()).rejects.toMatchObject({ status: 503, code: 'unavailable' })
  expect(await request(`${vitrine.url}/readyz`)).toMatchObject({
    status: 200,
    body: { checks: { database: 'ok' } },
  })
  done.resolve()
  await Promise.all(held)
})

test('a crowd with one key has it looked up once', async () => {
  const { keys } = vitrine.service
  const hash = hashSecret((await vitrine.createAccount()).secretKey)
  const found = await Promise.all(Array.from({ length: 20 }, () => keys.findPresented(hash)))
  expect(found[0]?.accountId).toMatch(/^acct_/)
  expect(new Set(found).size).toBe(1)
})
