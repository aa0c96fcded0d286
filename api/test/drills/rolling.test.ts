import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { type Balancer, startBalancer } from '../harness/balancer.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const PROCESSES = size(2, 3)
const ROUNDS = size(2, 10)
/**
 * Together 100 requests a second. Each waits for its answer before it asks again, so that few of them ask less while an
 * answer takes its time; many ask on, and a machine that does not keep up refuses some.
 */
const CLIENTS = size(10, 40)
const EACH_MS = CLIENTS * 10

let vitrine: TestVitrine
let balancer: Balancer
let processes: TestProcess[] = []
let client: Vitrine

beforeAll(async () => {
  ;[vitrine, balancer] = await Promise.all([startVitrine({ worker: false }), startBalancer()])
  const { secretKey } = await vitrine.createAccount()
  client = new Vitrine({ apiKey: secretKey, baseUrl: balancer.url, maxRetries: 0 })
  processes = await Promise.all(Array.from({ length: PROCESSES }, startApi))
  await balance()
})
afterAll(async () => {
  await balancer?.stop()
  await vitrine?.stop()
})

/** As an operator starts one: not supervised, its schema looked at first. */
const startApi = () =>
  vitrine.startProcess(
    'api',
    { DATABASE_URL: vitrine.database.adminUrl },
    { ready: false, supervised: false },
  )

async function balance(): Promise<void> {
  balancer.set(processes.map(({ url }) => url))
  await Promise.all(processes.map(({ url }) => balancer.sees(url)))
}

test('API processes restarted one after the other at 100 requests/s: every request is answered, and each creation is done once', {
  timeout: timeoutMs(120_000),
}, async () => {
  const acknowledged = new Map<string, string>()
  const failures: string[] = []
  let attempted = 0
  let slowestMs = 0
  let running = true
  let latest: string | undefined

  const ask = async (n: number) => {
    // Three of ten create, the others read what there is.
    if (n % 10 < 3) {
      const name = `T${n}`
      latest = (await client.tenants.create({ name }, { idempotencyKey: name })).id
      acknowledged.set(name, latest)
    } else if (latest && n % 2) await client.tenants.get(latest)
    else await client.tenants.list({ limit: 5 })
  }
  const startedAt = performance.now()
  const clients = Array.from({ length: CLIENTS }, async (_, at) => {
    let due = startedAt + (at * EACH_MS) / CLIENTS
    while (running) {
      await sleep(Math.max(0, due - performance.now()))
      const sentAt = performance.now()
      await ask(attempted++).catch((error) =>
        failures.push(`after ${Math.round(sentAt - startedAt)} ms: ${error}`),
      )
      slowestMs = Math.max(slowestMs, performance.now() - sentAt)
      due = Math.max(due + EACH_MS, performance.now())
    }
  })

  const restarts: string[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    for (let at = 0; at < PROCESSES; at += 1) {
      const began = performance.now()
      expect(await processes[at]!.kill('SIGTERM')).toBe(0)
      const stoppedMs = performance.now() - began
      processes[at] = await startApi()
      await balance()
      restarts.push(`${Math.round(stoppedMs)}+${Math.round(performance.now() - began - stoppedMs)}`)
    }
  running = false
  await Promise.all(clients)
  const seconds = (performance.now() - startedAt) / 1000

  const rows = await vitrine.database.query<{ id: string; name: string }>('select id, name from tenants')
  const ids = new Set(rows.map(({ id }) => id))
  const lost = [...acknowledged.values()].filter((id) => !ids.has(id)).length
  report('rolling restarts', {
    processes: PROCESSES,
    rounds: ROUNDS,
    attempted,
    'a second': attempted / seconds,
    acknowledged: attempted - failures.length,
    created: acknowledged.size,
    lost,
    duplicated: rows.length - new Set(rows.map(({ name }) => name)).size,
    'slowest answer ms': slowestMs,
    'with no process ready': balancer.refused(),
    'restarts (stop+start ms)': restarts.join(' '),
  })
  expect(failures).toEqual([])
  expect(lost).toBe(0)
  expect(rows).toHaveLength(acknowledged.size)
})
