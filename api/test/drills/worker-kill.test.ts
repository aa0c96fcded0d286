import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Generation, Vitrine } from '../../../sdk/src/index.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { many } from '../harness/many.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const PRODUCTS = size(12, 40)
const TENANTS = size(3, 25)
const KILLS = size(2, 20)

let vitrine: TestVitrine
let client: Vitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  client = (await vitrine.createAccount()).client
  await addProducts(PRODUCTS)
})
afterAll(() => vitrine?.stop())

async function addProducts(count: number): Promise<void> {
  const photo = await photoJpeg({ size: 400 })
  await many(count, async (n) => {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, photo)
    await client.products.setPlacement(id, {
      // Each in a place of its own, so that no render can be taken from a neighbour.
      layers: [{ mode: 'box', centerXPct: 30 + n, centerYPct: 50, widthPct: 30 }],
    })
  })
}

const doneCount = async () => {
  const [row] = await vitrine.database.query<{ n: number }>(
    `select count(*)::int as n from generation_items where status = 'done'`,
  )
  return row!.n
}

/** What is still in the queue, in whatever state. */
const queued = () =>
  vitrine.database.query<{ state: string; data: unknown }>(
    `select state, data from pgboss.job where name = 'tasks' and state in ('created', 'retry', 'active', 'failed')`,
  )

test('workers killed in the middle of their work lose nothing and do nothing twice', {
  timeout: timeoutMs(150_000),
}, async () => {
  const startedAt = Date.now()
  const workers: TestProcess[] = await Promise.all([1, 2].map(() => vitrine.startProcess('worker')))
  const tenants = await many(TENANTS, (n) =>
    client.tenants.create({ name: `T${n}`, logo: logoSvg(`#00${n.toString(16).padStart(2, '0')}ff`) }),
  )

  const total = TENANTS * PRODUCTS
  let recoveryMs = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await doneCount()
    await expect
      .poll(doneCount, { interval: 5, timeout: 60_000 })
      .toBeGreaterThan(Math.min(before, total - 1))
    await workers.shift()!.kill('SIGKILL')
    const killedAt = Date.now()
    const seen = await doneCount()
    workers.push(await vitrine.startProcess('worker'))
    if (seen < total) {
      await expect.poll(doneCount, { interval: 20, timeout: 60_000 }).toBeGreaterThan(seen)
      recoveryMs = Math.max(recoveryMs, Date.now() - killedAt)
    }
  }

  const lastKillAt = Date.now()
  const generations: Generation[] = []
  for (const tenant of tenants) {
    const all = (await client.generations.list(tenant.id, { limit: 100 })).data
    for (const { id } of all)
      generations.push(await client.generations.wait(id, { timeoutMs: size(60_000, 900_000) }))
  }
  const stuckMs = Date.now() - lastKillAt
  expect(generations.map(({ status }) => status)).toEqual(generations.map(() => 'succeeded'))
  await expect.poll(queued, { timeout: 40_000, interval: 250 }).toEqual([])

  const rows = await vitrine.database.query<{
    tenant: string
    item: string
    status: string
    files: { key: string }[]
  }>('select tenant_id as tenant, item_id as item, status, files from renders')
  const distinct = new Set(rows.map(({ tenant, item }) => `${tenant} ${item}`))
  const files = rows.flatMap((row) => row.files.map(({ key }) => key))
  const missing = files.filter((key) => !existsSync(join(vitrine.dataDir, 'files', key)))
  const done = rows.filter(({ status }) => status === 'ready').length
  report('workers killed', {
    kills: KILLS,
    attempted: total,
    acknowledged: done,
    lost: total - done + missing.length,
    duplicated: rows.length - distinct.size,
    'longest pause after a kill ms': recoveryMs,
    'last kill to all done ms': stuckMs,
    'in all ms': Date.now() - startedAt,
  })
  expect([done, distinct.size, rows.length, missing]).toEqual([total, total, total, []])
  expect(new Set(files).size).toBe(files.length)
  await Promise.all(workers.map((worker) => worker.kill('SIGKILL')))
})
