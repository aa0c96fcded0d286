import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { startFront } from '../drivers/cloud-tasks/front.ts'
import { type CloudTasksServer, startCloudTasksServer } from '../drivers/cloud-tasks/server.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// An API on Cloud Tasks that dies when its transaction is committed and the queue has not yet been told, or has been
// and its answer is on the way.

const KILLS = size(5, 100)

let cloud: CloudTasksServer
let front: Awaited<ReturnType<typeof startFront>>
let vitrine: TestVitrine
let secretKey: string
let worker: TestProcess

beforeAll(async () => {
  cloud = await startCloudTasksServer()
  front = await startFront(() => worker && Number(new URL(worker.url).port))
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
  }
  vitrine = await startVitrine({ worker: false, env })
  worker = await vitrine.startProcess('worker')
  const account = await vitrine.createAccount()
  ;({ secretKey } = account)
  const { id } = await account.client.products.create({ name: 'P', price: { amount: 1, currency: 'EUR' } })
  await account.client.products.setImage(id, await photoJpeg({ size: 200 }))
  await account.client.products.setPlacement(id, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 }],
  })
})
afterAll(async () => {
  await vitrine?.stop()
  await front?.stop()
  await cloud?.stop()
})

/** As a partner whose call broke off: the same again, under the same key and wherever there is an API now. */
async function createTenant(n: number, urls: () => string): Promise<string> {
  for (;;) {
    const client = new Vitrine({ apiKey: secretKey, baseUrl: urls(), maxRetries: 1, timeoutMs: 5000 })
    const tenant = await client.tenants
      .create({ name: `T${n}`, logo: logoSvg('#ff0000') }, { idempotencyKey: `T${n}` })
      .catch(() => undefined)
    if (tenant) return tenant.id
  }
}

/** How long it takes until nothing is left of this task. */
async function doneAfter(id: string): Promise<number> {
  const killedAt = performance.now()
  const left = () => vitrine.database.query('select from outbox.tasks where id = $1', [id])
  await expect.poll(left, { timeout: 40_000, interval: 100 }).toEqual([])
  return performance.now() - killedAt
}

test('the API killed between commit and push: what was committed is done, once', {
  timeout: timeoutMs(90_000),
}, async () => {
  const struck = new Map<string, 'lost' | 'mute'>()
  let strike: ((id: string) => void) | undefined
  cloud.disturb = (name, url) => {
    const id = /[0-9a-f]{8}-([0-9a-f-]{36})-\d+$/.exec(name)![1]!
    // Only the API enqueues plans; what the next process pushes for a dead one goes its way.
    if (!strike || !url.endsWith('/generation.plan') || struck.has(id)) return undefined
    const how = struck.size % 2 === 0 ? 'lost' : 'mute'
    struck.set(id, how)
    strike(id)
    return how
  }
  const acknowledged = new Map<number, string>()
  const recoveries: Promise<number>[] = []
  let api = await vitrine.startProcess('api')
  for (let n = 0; n < KILLS; n += 1) {
    // Ready before it is needed: starting one is no part of what is looked at.
    const next = vitrine.startProcess('api')
    const pushed = new Promise<string>((resolve) => {
      strike = resolve
    })
    let url = api.url
    const created = createTenant(n, () => url)
    const id = await pushed
    strike = undefined
    await api.kill('SIGKILL')
    recoveries.push(doneAfter(id))
    api = await next
    url = api.url
    acknowledged.set(n, await created)
  }
  const longest = Math.max(...(await Promise.all(recoveries)))
  const left = () => vitrine.database.query('select task, tries, error from outbox.tasks')
  await expect.poll(left, { timeout: 30_000 }).toEqual([])

  const tenants = await vitrine.database.query<{ id: string; name: string }>('select id, name from tenants')
  const generations = await vitrine.database.query<{ tenant: string; status: string }>(
    'select tenant_id as tenant, status from generations',
  )
  const renders = await vitrine.database.query<{ tenant: string }>(
    `select tenant_id as tenant from renders where status = 'ready'`,
  )
  const events = await vitrine.database.query<{ type: string; resource: string }>(
    `select type, resource_id as resource from events where type in ('tenant.created', 'generation.succeeded')`,
  )
  const told = [...struck].filter(([, how]) => how === 'mute').map(([id]) => id)
  const deliveries = cloud.deliveries.filter(({ body }) => told.some((id) => body.includes(id))).length
  report('API killed between commit and push', {
    kills: KILLS,
    attempted: KILLS,
    acknowledged: acknowledged.size,
    lost: KILLS - renders.length,
    duplicated: tenants.length + generations.length + events.length - 4 * KILLS,
    'told before it died': told.length,
    'their deliveries': deliveries,
    'longest from kill to done ms': longest,
  })
  expect(new Set(acknowledged.values())).toEqual(new Set(tenants.map(({ id }) => id)))
  expect(tenants).toHaveLength(KILLS)
  expect(generations.map(({ status }) => status)).toEqual(generations.map(() => 'succeeded'))
  expect(generations).toHaveLength(KILLS)
  expect(renders.map(({ tenant }) => tenant).toSorted()).toEqual(tenants.map(({ id }) => id).toSorted())
  expect(events).toHaveLength(2 * KILLS)
})
