import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { startFront } from '../drivers/cloud-tasks/front.ts'
import { type CloudTasksServer, startCloudTasksServer } from '../drivers/cloud-tasks/server.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// The whole of it as on Cloud Run: an API that pushes, workers that are called, one of them killed.

const PRODUCTS = size(8, 40)
const TENANTS = size(2, 25)

let cloud: CloudTasksServer
let front: Awaited<ReturnType<typeof startFront>>
let vitrine: TestVitrine
let client: Vitrine
const workers: TestProcess[] = []

beforeAll(async () => {
  // Each task five times at the same moment.
  cloud = await startCloudTasksServer({ times: 5 })
  let turn = 0
  front = await startFront(() => {
    turn += 1
    const worker = workers[turn % Math.max(1, workers.length)]
    return worker && Number(new URL(worker.url).port)
  })
  const env = {
    TASK_QUEUE: 'cloud-tasks',
    ROLE: 'api',
    CLOUD_TASKS_PROJECT: 'shop',
    CLOUD_TASKS_LOCATION: 'europe-west1',
    CLOUD_TASKS_QUEUE: 'vitrine',
    CLOUD_TASKS_WORKER_URL: front.url,
    CLOUD_TASKS_SERVICE_ACCOUNT: 'tasks@shop.iam.gserviceaccount.com',
    CLOUD_TASKS_API_ENDPOINT: cloud.endpoint,
    CLOUD_TASKS_CERTIFICATES_URL: cloud.certificatesUrl,
    WORKER_CONCURRENCY: '2',
  }
  vitrine = await startVitrine({ worker: false, env })
  client = (await vitrine.createAccount()).client
  workers.push(...(await Promise.all([1, 2].map(() => vitrine.startProcess('worker')))))
})
afterAll(async () => {
  await vitrine?.stop()
  await front?.stop()
  await cloud?.stop()
})

test('every task delivered five times, and a worker killed in the middle: each picture once', {
  timeout: timeoutMs(120_000),
}, async () => {
  const photo = await photoJpeg({ size: 400 })
  for (let n = 0; n < PRODUCTS; n += 1) {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, photo)
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 30 + n, centerYPct: 50, widthPct: 30 }],
    })
  }
  const tenants = []
  for (let n = 0; n < TENANTS; n += 1)
    tenants.push(
      await client.tenants.create({
        name: `T${n}`,
        logo: logoSvg(`#00${n.toString(16).padStart(2, '0')}ff`),
      }),
    )
  const done = async () =>
    (await vitrine.database.query(`select from generation_items where status = 'done'`)).length
  await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(1)
  const victim = workers.shift()!
  await victim.kill('SIGKILL')
  const killedAt = Date.now()
  workers.push(await vitrine.startProcess('worker'))

  for (const tenant of tenants) {
    const generation = await client.generations.wait(tenant.generation!.id, {
      timeoutMs: size(90_000, 900_000),
    })
    expect(generation.status).toBe('succeeded')
  }
  const left = () => vitrine.database.query('select task, tries, error from outbox.tasks')
  await expect.poll(left, { timeout: 40_000 }).toEqual([])
  const renders = await vitrine.database.query<{ item: string; files: { key: string }[] }>(
    `select tenant_id || item_id as item, files from renders where status = 'ready'`,
  )
  const keys = renders.flatMap(({ files }) => files.map(({ key }) => key))
  const total = PRODUCTS * TENANTS
  report('a worker killed on Cloud Tasks, each task delivered five times', {
    tasks: cloud.names.length,
    deliveries: cloud.deliveries.length,
    attempted: total,
    acknowledged: renders.length,
    lost: total - renders.length,
    duplicated: keys.length - new Set(keys).size,
    'kill to all done ms': Date.now() - killedAt,
  })
  expect(renders).toHaveLength(total)
  expect(keys.filter((key) => !existsSync(join(vitrine.dataDir, 'files', key)))).toEqual([])
  expect(new Set(keys).size).toBe(keys.length)
  // Only what a handler or a kill had come again; nothing was refused.
  expect(new Set(cloud.deliveries.map(({ status }) => status))).not.toContain(401)
  expect(cloud.deliveries.filter(({ status }) => status >= 400 && status !== 429 && status !== 503)).toEqual(
    [],
  )

  const stopping = workers[0]!
  const startedAt = performance.now()
  await stopping.kill('SIGTERM')
  expect(performance.now() - startedAt).toBeLessThan(8000)
})
