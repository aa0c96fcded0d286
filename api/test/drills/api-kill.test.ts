import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine, VitrineError } from '../../../sdk/src/index.ts'
import { startFront } from '../drivers/cloud-tasks/front.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const CREATIONS = size(30, 1000)
const KILLS = size(2, 20)
const CLIENTS = 4

let vitrine: TestVitrine
let front: Awaited<ReturnType<typeof startFront>>
let api: TestProcess | undefined
let client: Vitrine

beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  front = await startFront(() => api && Number(new URL(api.url).port))
  api = await vitrine.startProcess('api')
  const { secretKey } = await vitrine.createAccount()
  client = new Vitrine({ apiKey: secretKey, baseUrl: front.url, maxRetries: 0 })
})
afterAll(async () => {
  await vitrine?.stop()
  await front?.stop()
})

test('the API killed in the middle of keyed creations: each is made once, and none that was acknowledged is lost', {
  timeout: timeoutMs(150_000),
}, async () => {
  const acknowledged = new Map<string, string>()
  let attempts = 0
  let next = 0
  const create = async (name: string) => {
    for (;;) {
      attempts += 1
      try {
        const { id } = await client.products.create(
          { name, price: { amount: 1, currency: 'EUR' } },
          { idempotencyKey: name },
        )
        return id
      } catch (error) {
        // Cut off, or told to come again: whoever is not told asks the same once more.
        const code = error instanceof VitrineError && 'status' in error ? Number(error.status) : 0
        if (code >= 400 && code < 500 && code !== 409 && code !== 429) throw error
        await sleep(100)
      }
    }
  }
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (next < CREATIONS) {
      const name = `P${next++}`
      acknowledged.set(name, await create(name))
    }
  })
  let recoveryMs = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const goal = (CREATIONS * kill) / (KILLS + 1)
    await expect.poll(() => acknowledged.size, { timeout: 120_000, interval: 5 }).toBeGreaterThanOrEqual(goal)
    const victim = api!
    api = undefined
    await victim.kill('SIGKILL')
    const killedAt = performance.now()
    const before = acknowledged.size
    api = await vitrine.startProcess('api')
    await expect.poll(() => acknowledged.size, { timeout: 90_000, interval: 10 }).toBeGreaterThan(before)
    recoveryMs = Math.max(recoveryMs, performance.now() - killedAt)
  }
  await Promise.all(clients)
  const rows = await vitrine.database.query<{ id: string; name: string }>('select id, name from items')
  const ids = new Set(rows.map(({ id }) => id))
  const lost = [...acknowledged.values()].filter((id) => !ids.has(id)).length
  report('API killed', {
    kills: KILLS,
    attempted: CREATIONS,
    calls: attempts,
    acknowledged: acknowledged.size,
    lost,
    duplicated: rows.length - new Set(rows.map(({ name }) => name)).size,
    'longest recovery ms': recoveryMs,
  })
  expect(acknowledged.size).toBe(CREATIONS)
  expect(rows).toHaveLength(CREATIONS)
  expect(lost).toBe(0)
})
