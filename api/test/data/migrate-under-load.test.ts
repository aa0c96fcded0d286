import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { connect } from '../../src/data/knex.ts'
import { KNOWN_MIGRATIONS, migrate } from '../../src/data/migrate.ts'
import * as outbox from '../../src/data/migrations/0010-outbox.ts'
import * as restored from '../../src/data/migrations/0011-restored.ts'
import * as orderOrigin from '../../src/data/migrations/0012-order-origin.ts'
import * as audit from '../../src/data/migrations/0013-audit.ts'
import { migratePostgresQueue } from '../../src/drivers/task-queue/postgres.ts'
import { API_CONNECTIONS } from '../../src/service.ts'
import { report } from '../harness/drill.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// The schema is brought up to date beneath processes that serve.

const LATER = {
  '0013-audit': audit,
  '0012-order-origin': orderOrigin,
  '0011-restored': restored,
  '0010-outbox': outbox,
}
/** As long as a backup or a report may read: it keeps a lock on all that it has looked at. */
const READING_MS = 4000

let vitrine: TestVitrine
let api: TestProcess
let client: Vitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false, inProcess: 'its schema is of another time' })
  const { client: here, secretKey } = await vitrine.createAccount()
  for (let n = 0; n < 5; n += 1) await here.tenants.create({ name: `T${n}` })
  await goBack()
  api = await vitrine.startProcess('api')
  client = new Vitrine({ apiKey: secretKey, baseUrl: api.url, maxRetries: 0 })
})
afterAll(() => vitrine?.stop())

/** To the schema before the last few migrations, with all that is in it. */
async function goBack(): Promise<void> {
  const knex = connect(vitrine.database.adminUrl, { max: 1 })
  for (const [name, { down }] of Object.entries(LATER)) {
    await down(knex)
    await knex('migrations').where({ name }).delete()
  }
  await knex.destroy()
}

/** A transaction that has read what one of the migrations alters, and takes its time. */
async function readAtLeisure(): Promise<{ end(): Promise<void> }> {
  const reader = new pg.Client({ connectionString: vitrine.database.adminUrl })
  await reader.connect()
  await reader.query('begin; select from orders')
  return { end: () => reader.end() }
}

test('migrations wait for whoever reads at leisure, two at once do them once, and nobody who is served meanwhile waits for long', {
  timeout: 90_000,
}, async () => {
  const failures: string[] = []
  const times: number[] = []
  let running = true
  const asks = [
    () => client.orders.list({ limit: 5 }),
    () => client.tenants.list({ limit: 5 }),
    () => client.products.list({ limit: 5 }),
  ]
  const load = asks.map(async (ask) => {
    while (running) {
      const sentAt = performance.now()
      await ask().catch((error) => failures.push(String(error)))
      times.push(performance.now() - sentAt)
      await sleep(20)
    }
  })
  const reader = await readAtLeisure()
  const startedAt = performance.now()
  const run = () => migrate(vitrine.database.adminUrl, migratePostgresQueue)
  const migrating = Promise.all([run(), run()])
  await sleep(READING_MS)
  const [pending] = await vitrine.database.query<{ n: number }>('select count(*)::int as n from migrations')
  await reader.end()
  const done = await migrating
  const migratedMs = performance.now() - startedAt
  running = false
  await Promise.all(load)
  report('migrated under load', {
    attempted: times.length,
    failed: failures.length,
    'slowest answer ms': Math.max(...times),
    'reader ms': READING_MS,
    'migrated after ms': migratedMs,
  })
  expect(failures).toEqual([])
  // Those who came behind a migration waited for one try of it, and not for the reader; the rest is the machine's.
  expect(Math.max(...times)).toBeLessThan(READING_MS * 0.75)
  expect(pending!.n).toBeLessThan(KNOWN_MIGRATIONS.length)
  expect(done.map((names) => names.length).toSorted()).toEqual([0, Object.keys(LATER).length])
  expect((await client.tenants.create({ name: 'After' })).name).toBe('After')
  expect((await client.orders.list()).data).toEqual([])
})

test('a column that a later version adds is no trouble to those who asked before', async () => {
  const { id } = await client.tenants.create({ name: 'Wider' })
  const { slug } = await client.tenants.get(id)
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
  const portals = new VitrinePortal({ publishableKey: secret, baseUrl: api.url, maxRetries: 0 })
  // As many at once as the process has connections: each has plans of its own.
  const asks = [
    () => client.tenants.get(id),
    () => portals.get(slug),
    () => portals.items(slug),
  ] as (() => PromiseLike<unknown>)[]
  const ask = async () => {
    for (const one of asks) await Promise.all(Array.from({ length: API_CONNECTIONS }, one))
  }
  await ask()
  for (const table of ['tenants', 'items', 'renders', 'generations', 'api_keys'])
    await vitrine.database.query(`alter table ${table} add column added_later text`)
  await ask()
})

test('migrations that never get their turn give up, and name who is in their way', {
  timeout: 60_000,
}, async () => {
  await goBack()
  const reader = await readAtLeisure()
  const tried = migrate(vitrine.database.adminUrl, migratePostgresQueue, { patienceMs: 1500 })
  await expect(tried).rejects.toThrow(/kept locked by others.*since/)
  await reader.end()
  expect(await migrate(vitrine.database.adminUrl, migratePostgresQueue)).toHaveLength(
    Object.keys(LATER).length,
  )
})
