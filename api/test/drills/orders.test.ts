import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OrderReceipt, VitrinePortal } from '../../../sdk/src/index.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { openShop, orderFor } from '../harness/shop.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const ORDERS = size(60, 1000)
const KILLS = size(3, 20)
const AT_ONCE = 8

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

test('no quote request is lost or made twice while the API is killed again and again', {
  timeout: timeoutMs(120_000),
}, async () => {
  const { client, tenant, pen, publishableKey } = await openShop(vitrine)
  const before = (await client.events.list({ limit: 1 })).data[0]!.sequence
  let api: TestProcess = await vitrine.startProcess('api')
  const receipts = new Map<number, OrderReceipt>()
  const left = Array.from({ length: ORDERS }, (_, n) => n)

  /** As a page that does not give up: again under the same key until there is an answer. */
  const submit = async (n: number): Promise<void> => {
    const input = orderFor([{ itemId: pen.id, quantity: n + 1 }])
    for (;;) {
      const portals = new VitrinePortal({ publishableKey, baseUrl: api.url, maxRetries: 2, timeoutMs: 5000 })
      const options = { idempotencyKey: `order-${n}` }
      const receipt = await portals.submitOrder(tenant.slug, input, options).catch(() => undefined)
      if (receipt) {
        receipts.set(n, receipt)
        return
      }
    }
  }
  const submitting = Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) await submit(n)
    }),
  )
  let recoveryMs = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await expect
      .poll(() => receipts.size, { timeout: 60_000, interval: 5 })
      .toBeGreaterThanOrEqual(Math.floor((ORDERS * kill) / (KILLS + 1)))
    await api.kill('SIGKILL')
    // What it held is free again after ten seconds, which pass here at once.
    await vitrine.database.query('update idempotency_keys set locked_until = now() where answer is null')
    const killedAt = performance.now()
    const before = receipts.size
    api = await vitrine.startProcess('api')
    await expect.poll(() => receipts.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before)
    recoveryMs = Math.max(recoveryMs, performance.now() - killedAt)
  }
  await submitting

  const rows = await vitrine.database.query<{ id: string; number: string; quantity: number }>(
    `select id, number, (lines -> 0 ->> 'quantity')::int as quantity from orders order by number`,
  )
  const made = new Set(rows.map(({ id }) => id))
  report('quote requests with the API killed', {
    kills: KILLS,
    attempted: ORDERS,
    acknowledged: receipts.size,
    lost: [...receipts.values()].filter(({ id }) => !made.has(id)).length,
    duplicated: rows.length - new Set(rows.map(({ quantity }) => quantity)).size,
    'longest recovery ms': recoveryMs,
  })
  expect(rows).toHaveLength(ORDERS)
  expect(new Map(rows.map(({ quantity, id }) => [quantity - 1, id]))).toEqual(
    new Map([...receipts].map(([n, { id }]) => [n, id])),
  )
  expect(rows.map(({ number }) => Number(number.slice(5)))).toEqual(rows.map((_, at) => at + 1))
  const events: string[] = []
  const sequences: number[] = []
  for await (const event of client.events.list({ afterSequence: before, limit: 100 })) {
    sequences.push(event.sequence)
    expect(event.type).toBe('order.created')
    events.push(event.resourceId)
  }
  expect(sequences).toEqual(sequences.map((_, at) => before + 1 + at))
  expect(events.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
})
