import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { type GcsServer, startGcsServer } from '../drivers/gcs/server.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { many } from '../harness/many.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const PRODUCTS = size(3, 40)
const TENANTS = size(2, 10)

/** Of ten calls in a row three fail, by chance these or those. */
function failsThreeOfTen(): () => boolean {
  let left = 0
  let failing = 0
  return () => {
    if (left === 0) [left, failing] = [10, 3]
    const fails = Math.random() < failing / left
    left -= 1
    if (fails) failing -= 1
    return fails
  }
}

let bucket: GcsServer
let vitrine: TestVitrine
let client: Vitrine

beforeAll(async () => {
  bucket = await startGcsServer()
  vitrine = await startVitrine({
    // Most of it is waiting for the next try, which many can do at once.
    env: {
      OBJECT_STORE: 'gcs',
      GCS_BUCKET: 'pictures',
      GCS_API_ENDPOINT: bucket.url,
      WORKER_CONCURRENCY: '8',
    },
  })
  client = (await vitrine.createAccount()).client
})
afterAll(async () => {
  await vitrine?.stop()
  await bucket?.stop()
})

/** As a client does that is told to come again. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if ((error as { status?: number }).status !== 503) throw error
    }
  }
}

test('a store that fails three calls of ten: requests are told, renders come back, nothing is half there', {
  timeout: timeoutMs(150_000),
}, async () => {
  let calls = 0
  let failed = 0
  const fails = failsThreeOfTen()
  bucket.disturb = () => {
    calls += 1
    if (!fails()) return undefined
    failed += 1
    return 503
  }
  const photo = await photoJpeg({ size: 300 })
  await many(PRODUCTS, async (n) => {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await persist(() => client.products.setImage(id, photo))
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 30 + n, centerYPct: 50, widthPct: 30 }],
    })
  })
  const startedAt = performance.now()
  const generations = await many(TENANTS, async (n) => {
    const logo = logoSvg(`#00${n.toString(16).padStart(2, '0')}ff`)
    const tenant = await persist(() =>
      client.tenants.create({ name: `T${n}`, logo }, { idempotencyKey: `T${n}` }),
    )
    return tenant.generation!.id
  })
  for (const id of generations) {
    const generation = await client.generations.wait(id, { timeoutMs: size(120_000, 900_000) })
    expect(generation).toMatchObject({ status: 'succeeded', progress: { failed: 0 } })
  }
  bucket.disturb = () => undefined
  const renders = await vitrine.database.query<{ files: { key: string }[] }>(
    `select files from renders where status = 'ready'`,
  )
  const keys = renders.flatMap(({ files }) => files.map(({ key }) => key))
  const missing = []
  for (const key of keys) {
    const { status } = await fetch(`${bucket.url}/pictures/${key}`)
    if (status !== 200) missing.push(key)
  }
  const total = PRODUCTS * TENANTS
  report('store failing', {
    calls,
    failed,
    'per cent': (100 * failed) / calls,
    attempted: total,
    acknowledged: renders.length,
    lost: total - renders.length + missing.length,
    duplicated: keys.length - new Set(keys).size,
    'all done after ms': performance.now() - startedAt,
  })
  expect(failed).toBeGreaterThan(10)
  expect(failed / calls).toBeGreaterThan(0.27)
  expect(renders).toHaveLength(total)
  expect(missing).toEqual([])
})
