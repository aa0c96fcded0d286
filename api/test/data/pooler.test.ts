import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { poolerMissing, startPooler } from '../harness/pooler.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// Everything through PgBouncer in transaction mode: each transaction may be another session's.

const missing = poolerMissing()
if (missing) console.log(`not tested here: ${missing}`)

describe.skipIf(missing)('behind a pooler in transaction mode', () => {
  let vitrine: TestVitrine
  let pooler: Awaited<ReturnType<typeof startPooler>>
  let api: TestProcess
  let worker: TestProcess
  let client: Vitrine
  let other: Vitrine

  beforeAll(async () => {
    vitrine = await startVitrine({ worker: false })
    pooler = await startPooler(vitrine.database.appUrl, inject('folder'))
    const env = { DATABASE_URL: pooler.url, DATABASE_MIGRATION_URL: vitrine.database.adminUrl }
    api = await vitrine.startProcess('api', env)
    worker = await vitrine.startProcess('worker', env)
    const clientOf = async () => {
      const { secretKey } = await vitrine.createAccount()
      return new Vitrine({ apiKey: secretKey, baseUrl: api.url, maxRetries: 0 })
    }
    client = await clientOf()
    other = await clientOf()
  })
  afterAll(async () => {
    await Promise.all([api?.kill(), worker?.kill()])
    await pooler?.stop()
    await vitrine?.stop()
  })

  test('a portal is made, its progress told as it happens, and read', { timeout: 60_000 }, async () => {
    const photo = await photoJpeg({ size: 300 })
    for (let n = 0; n < 3; n += 1) {
      const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
      await client.products.setImage(id, photo)
      await client.products.setPlacement(id, {
        layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 + n }],
      })
    }
    const tenant = await client.tenants.create({ name: 'T', logo: logoSvg('#ff0000') })
    const generation = await client.generations.wait(tenant.generation!.id, { timeoutMs: 60_000 })
    expect(generation).toMatchObject({ status: 'succeeded', progress: { total: 3, done: 3 } })
    // The queue's own wake-up and the changes' are LISTENs, which no pooler in this mode carries.
    const listening = await vitrine.database.query<{ name: string }>(
      `select distinct application_name as name from pg_stat_activity
       where datname = current_database() and query ilike 'listen%'`,
    )
    expect(listening.length).toBeGreaterThan(0)
  })

  test('sessions that two accounts share leak nothing from one to the other', {
    timeout: 60_000,
  }, async () => {
    const mine = await client.tenants.list()
    const rounds = Array.from({ length: 40 }, async (_, n) => {
      if (n % 2 === 0)
        expect((await client.tenants.list()).data.map(({ id }) => id)).toEqual(mine.data.map(({ id }) => id))
      else expect((await other.tenants.list()).data).toEqual([])
    })
    await Promise.all(rounds)
  })

  test('a keyed call at once from many sides is made once', { timeout: 60_000 }, async () => {
    const call = () =>
      client.products
        .create({ name: 'Once', price: { amount: 1, currency: 'EUR' } }, { idempotencyKey: 'once' })
        .then(({ id }) => id)
        .catch((error) => (error.code === 'idempotency_in_progress' ? undefined : Promise.reject(error)))
    const ids = new Set((await Promise.all(Array.from({ length: 20 }, call))).filter(Boolean))
    expect(ids.size).toBe(1)
  })
})
