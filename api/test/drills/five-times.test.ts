import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { startFront } from '../drivers/cloud-tasks/front.ts'
import { type CloudTasksServer, startCloudTasksServer } from '../drivers/cloud-tasks/server.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startReceiver } from '../harness/receiver.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// Every task of a whole life (planned, drawn, drawn again as the catalogue changes, removed) comes five times at once.

const TIMES = 5
const PRODUCTS = size(3, 20)
const TENANTS = size(2, 10)
const WORKERS = size(1, 2)

/** As many rows as there are deliveries to be, from the first moment on: pg-boss itself delivers a row once. */
const COPIES = `
  create function pgboss.copies() returns trigger language plpgsql as $$ begin
    insert into pgboss.job select (jsonb_populate_record(new, jsonb_build_object('id', gen_random_uuid()))).*
    from generate_series(2, ${TIMES});
    return null;
  end $$;
  create trigger copies after insert on pgboss.job for each row
    when (pg_trigger_depth() = 0) execute function pgboss.copies()`

describe.each(['postgres', 'cloud-tasks'])('on %s', (kind) => {
  let cloud: CloudTasksServer | undefined
  let front: Awaited<ReturnType<typeof startFront>> | undefined
  let receiver: Awaited<ReturnType<typeof startReceiver>>
  let vitrine: TestVitrine
  let client: Vitrine
  const workers: TestProcess[] = []

  beforeAll(async () => {
    receiver = await startReceiver((_message, response) => void response.end())
    vitrine = await startVitrine({ worker: false, env: kind === 'postgres' ? {} : await onCloudTasks() })
    if (kind === 'postgres') await vitrine.database.query(COPIES)
    client = (await vitrine.createAccount()).client
    for (let n = 0; n < WORKERS; n += 1)
      workers.push(await vitrine.startProcess('worker', { WORKER_CONCURRENCY: '5' }))
  })
  afterAll(async () => {
    await vitrine?.stop()
    await Promise.all([receiver?.stop(), front?.stop(), cloud?.stop()])
  })

  async function onCloudTasks(): Promise<Record<string, string>> {
    cloud = await startCloudTasksServer({ times: TIMES })
    let turn = 0
    front = await startFront(() => {
      turn += 1
      const worker = workers[turn % Math.max(1, workers.length)]
      return worker && Number(new URL(worker.url).port)
    })
    return {
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
  }

  const place = (id: string, centerXPct: number) =>
    client.products.setPlacement(id, { layers: [{ mode: 'box', centerXPct, centerYPct: 50, widthPct: 30 }] })
  /** Tasks that somebody has yet to see to the end; what is tidied up is tidied up a day later. */
  const left = () =>
    vitrine.database.query(
      `select from pgboss.job
       where name = 'tasks' and state <> 'completed' and data->>'task' <> 'tenant.tidy'
       union all select from outbox.tasks where task <> 'tenant.tidy'`,
    )

  test('every task delivered five times has one effect: no version, event, message or file more', {
    timeout: timeoutMs(90_000),
  }, async () => {
    await client.webhookEndpoints.create({ url: receiver.urlOf('/') })
    const products: string[] = []
    for (let n = 0; n < PRODUCTS; n += 1) {
      const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
      await client.products.setImage(id, await photoJpeg({ size: 300 }))
      await place(id, 30 + n)
      products.push(id)
    }
    const settled = () => expect.poll(left, { timeout: size(40_000, 600_000), interval: 100 }).toEqual([])
    await settled()
    const tenants: string[] = []
    for (let n = 0; n < TENANTS; n += 1) {
      const logo = logoSvg(`#00${n.toString(16).padStart(2, '0')}ff`)
      tenants.push((await client.tenants.create({ name: `T${n}`, logo })).id)
    }
    await settled()
    await place(products[0]!, 60)
    await settled()
    await client.tenants.delete(tenants[0]!)
    await settled()

    const events = await vitrine.database.query<{ id: string; type: string; what: string }>(
      `select id, type, type || resource_id || coalesce(resource_version::text, '') as what from events`,
    )
    const sent = () => receiver.received.length
    await expect.poll(sent, { timeout: 20_000 }).toBeGreaterThanOrEqual(events.length)
    const pending = () => vitrine.database.query(`select from webhook_deliveries where status = 'pending'`)
    await expect.poll(pending, { timeout: 20_000 }).toEqual([])

    // The last of the five may still be on their way, to find it done.
    const fewest = async () => Math.min(...(await deliveriesByTask()))
    await expect.poll(fewest, { timeout: 20_000 }).toBeGreaterThanOrEqual(TIMES)
    const deliveries = await deliveriesByTask()
    const messages = receiver.received.map(({ headers }) => headers['webhook-id'])
    const files = await rendersOnDisk()
    const versions = await vitrine.database.query<{ version: number }>('select version from tenants')
    const tasks = deliveries.length
    report(`five times on ${kind}`, {
      tasks,
      deliveries: deliveries.reduce((sum, n) => sum + n, 0),
      attempted: events.length,
      acknowledged: new Set(messages).size,
      lost: events.length - new Set(messages).size,
      duplicated:
        messages.length -
        new Set(messages).size +
        events.length -
        new Set(events.map(({ what }) => what)).size,
      files: files.length,
    })
    // Planned, first, rest of each picture; again for the change; the purge.
    expect(tasks).toBeGreaterThanOrEqual(TENANTS * (2 + 2 * PRODUCTS) + 1)
    const counted = (type: string) => events.filter((event) => event.type === type).length
    expect({
      created: counted('tenant.created'),
      succeeded: counted('generation.succeeded'),
      deleted: counted('tenant.deleted'),
    }).toEqual({ created: TENANTS, succeeded: 2 * TENANTS, deleted: 1 })
    expect(messages.toSorted()).toEqual(events.map(({ id }) => id).toSorted())
    expect(new Set(versions.map(({ version }) => version))).toEqual(new Set([1]))
    const generations = await vitrine.database.query<{ status: string }>('select status from generations')
    expect(generations.map(({ status }) => status)).toEqual(Array(2 * (TENANTS - 1)).fill('succeeded'))
    // Each picture of each tenant, and the changed one as it was before; of the tenant that was deleted nothing.
    const [shape] = await vitrine.database.query<{ n: number }>(
      `select jsonb_array_length(files) as n from renders limit 1`,
    )
    expect(files).toHaveLength((TENANTS - 1) * (PRODUCTS + 1) * shape!.n)
    expect(files.filter((path) => path.includes(tenants[0]!))).toEqual([])
  })

  /** How often each task was handed out. */
  async function deliveriesByTask(): Promise<number[]> {
    if (cloud) {
      const of = (name: string) => cloud!.deliveries.filter(({ task }) => task === name).length
      return cloud.names.map(of)
    }
    const rows = await vitrine.database.query<{ n: number }>(
      `select count(*)::int as n from pgboss.job where name = 'tasks' group by data`,
    )
    return rows.map(({ n }) => n)
  }

  async function rendersOnDisk(): Promise<string[]> {
    const entries = await readdir(join(vitrine.dataDir, 'files'), { recursive: true })
    return entries.filter((path) => /\/renders\/.+\.webp$/.test(path))
  }
})
