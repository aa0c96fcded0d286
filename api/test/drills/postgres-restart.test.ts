import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine, VitrineError } from '../../../sdk/src/index.ts'
import { type OwnCluster, startOwnCluster } from '../harness/cluster.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// An operator's database that crashes and comes back, with an API and a worker that nobody restarts.

const RESTARTS = size(2, 5)
const CREATIONS = size(90, 1500)
const CLIENTS = 8
const PRODUCTS = size(6, 20)
const TENANTS = size(2, 10)

let cluster: OwnCluster
let vitrine: TestVitrine
let secretKey: string
let client: Vitrine
let api: TestProcess
let worker: TestProcess

beforeAll(async () => {
  cluster = await startOwnCluster()
  vitrine = await startVitrine({ worker: false, cluster })
  ;({ secretKey } = await vitrine.createAccount())
  ;[api, worker] = await Promise.all([vitrine.startProcess('api'), vitrine.startProcess('worker')])
  // As it is where nobody sets anything: three attempts may follow the first.
  client = new Vitrine({ apiKey: secretKey, baseUrl: api.url })
  const photo = await photoJpeg({ size: 300 })
  for (let n = 0; n < PRODUCTS; n += 1) {
    const { id } = await client.products.create({ name: `Shown ${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, photo)
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 30 + n, centerYPct: 50, widthPct: 30 }],
    })
  }
}, 90_000)
afterAll(async () => {
  await vitrine?.stop()
  await cluster?.stop()
})

const doneCount = async () =>
  (await vitrine.database.query(`select from generation_items where status = 'done'`)).length

/** Whether the process that was started still is the one that runs. */
const lives = ({ pid }: TestProcess) => process.kill(pid, 0)

test('the database crashes under load and comes back: nothing acknowledged is lost, nobody restarts anything', {
  timeout: timeoutMs(120_000),
}, async () => {
  const generations: string[] = []
  for (let n = 0; n < TENANTS; n += 1) {
    const logo = logoSvg(`#00${n.toString(16).padStart(2, '0')}ff`)
    generations.push((await client.tenants.create({ name: `T${n}`, logo })).generation!.id)
  }

  const acknowledged = new Map<string, string>()
  const given = new Set<string>()
  let attempts = 0
  let next = 0
  const create = async (name: string) => {
    for (;;) {
      attempts += 1
      try {
        const input = { name, price: { amount: 1, currency: 'EUR' } }
        acknowledged.set(name, (await client.products.create(input, { idempotencyKey: name })).id)
        return
      } catch (error) {
        // Told to come again more often than the client does by itself: whoever asked asks once more.
        if (!(error instanceof VitrineError) || !error.retryable) throw error
        given.add(name)
      }
    }
  }
  const creating = Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (next < CREATIONS) await create(`P${next++}`)
    }),
  )
  creating.catch(() => undefined)
  // Beside them one who tries nothing twice, and so sees what the service answers.
  const answers: { status: number; retryAfter: string | null; code: string }[] = []
  let watching = true
  const watcher = (async () => {
    while (watching) {
      const json = { name: 'Watched', price: { amount: 1, currency: 'EUR' } }
      const answer = await request(`${api.url}/v1/products`, { method: 'POST', key: secretKey, json })
      answers.push({
        status: answer.status,
        retryAfter: answer.headers.get('retry-after'),
        code: answer.body?.code,
      })
      await sleep(20)
    }
  })()
  watcher.catch(() => undefined)

  await expect.poll(doneCount, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0)
  let downMs = 0
  let recoveryMs = 0
  for (let n = 1; n <= RESTARTS; n += 1) {
    const goal = (CREATIONS * n) / (RESTARTS + 1)
    await expect.poll(() => acknowledged.size, { timeout: 120_000, interval: 5 }).toBeGreaterThanOrEqual(goal)
    const startedAt = performance.now()
    await cluster.restart()
    const backAt = performance.now()
    const before = acknowledged.size
    downMs = Math.max(downMs, backAt - startedAt)
    await expect.poll(() => acknowledged.size, { timeout: 30_000, interval: 10 }).toBeGreaterThan(before)
    recoveryMs = Math.max(recoveryMs, performance.now() - backAt)
  }
  await creating
  for (const id of generations) {
    const generation = await client.generations.wait(id, { timeoutMs: size(90_000, 900_000) })
    expect(generation).toMatchObject({ status: 'succeeded', progress: { total: PRODUCTS, failed: 0 } })
  }
  watching = false
  await watcher

  const items = await vitrine.database.query<{ id: string; name: string }>(
    `select id, name from items where name like 'P%'`,
  )
  const ids = new Set(items.map(({ id }) => id))
  const watched = await vitrine.database.query(`select from items where name = 'Watched'`)
  const renders = await vitrine.database.query(`select from renders where status = 'ready'`)
  const told = answers.filter(({ status }) => status === 201).length
  const lost =
    [...acknowledged.values()].filter((id) => !ids.has(id)).length + Math.max(0, told - watched.length)
  report('Postgres restarted', {
    restarts: RESTARTS,
    attempted: CREATIONS + answers.length,
    acknowledged: acknowledged.size + told,
    lost,
    duplicated: items.length - new Set(items.map(({ name }) => name)).size,
    'refused to whoever tries once': answers.length - told,
    'given up by the client': given.size,
    calls: attempts,
    renders: renders.length,
    'longest away ms': downMs,
    'longest from there to the first answer ms': recoveryMs,
  })
  expect(acknowledged.size).toBe(CREATIONS)
  // Keys that were taken when it crashed are free again at once, and not after the minute that a dead process costs.
  expect(recoveryMs).toBeLessThan(15_000)
  expect(items).toHaveLength(CREATIONS)
  expect(lost).toBe(0)
  expect(renders).toHaveLength(PRODUCTS * TENANTS)
  for (const { status, retryAfter, code } of answers)
    if (status !== 201)
      expect({ status, code, retryAfter }).toMatchObject({ status: 503, code: 'unavailable' })
  expect(answers.filter(({ status, retryAfter }) => status === 503 && !retryAfter)).toEqual([])
  expect([lives(api), lives(worker)]).toEqual([true, true])
  expect((await request(`${api.url}/readyz`)).status).toBe(200)
})
