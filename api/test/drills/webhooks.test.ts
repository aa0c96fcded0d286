import { afterAll, beforeAll, expect, test } from 'vitest'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { startReceiver, verify } from '../harness/receiver.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const EVENTS = size(12, 100)
const KILLS = size(2, 5)
/** Of twenty, six fail, one hangs and one breaks off. */
const ENDPOINTS = 20
const FAILING = 6

let vitrine: TestVitrine
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  receiver = await startReceiver(({ path }, response) => {
    const n = Number(path.slice(1))
    if (n < FAILING) response.writeHead(500).end()
    else if (n === FAILING) return
    else if (n === FAILING + 1) response.destroy()
    else response.end()
  })
})
afterAll(async () => {
  await vitrine?.stop()
  await receiver?.stop()
})

test('every endpoint that lives gets every event, whichever others do not, while workers are killed', {
  timeout: timeoutMs(150_000),
}, async () => {
  const { client } = await vitrine.createAccount()
  const secrets: string[] = []
  for (let n = 0; n < ENDPOINTS; n += 1)
    secrets.push((await client.webhookEndpoints.create({ url: receiver.urlOf(`/${n}`) })).secret)
  const lives = (path: string) => Number(path.slice(1)) > FAILING + 1
  const live = () => receiver.received.filter(({ path }) => lives(path))
  const pairs = () => new Set(live().map(({ path, headers }) => `${path} ${headers['webhook-id']}`)).size
  const wanted = EVENTS * (ENDPOINTS - FAILING - 2)

  let worker: TestProcess = await vitrine.startProcess('worker')
  const writing = (async () => {
    for (let n = 0; n < EVENTS; n += 1)
      await client.products.create({ name: `P${n}`, price: { amount: n, currency: 'EUR' } })
  })()
  let lastKillAt = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await expect
      .poll(pairs, { timeout: 90_000, interval: 2 })
      .toBeGreaterThanOrEqual(Math.floor((wanted * kill) / (KILLS + 1)))
    await worker.kill('SIGKILL')
    lastKillAt = performance.now()
    worker = await vitrine.startProcess('worker')
  }
  await writing
  await expect.poll(pairs, { timeout: 90_000, interval: 50 }).toBe(wanted)
  const allThereAt = performance.now()

  const events = new Map<string, unknown>()
  for await (const event of client.events.list({ afterSequence: 0, limit: 100 })) events.set(event.id, event)
  for (const message of receiver.received) {
    verify(message, secrets[Number(message.path.slice(1))]!)
    const { timestamp, ...event } = message.body
    expect(message.headers['webhook-id']).toBe(event.id)
    expect(event).toEqual(events.get(event.id))
  }
  report('webhooks with workers killed', {
    kills: KILLS,
    attempted: wanted,
    acknowledged: pairs(),
    lost: wanted - pairs(),
    'sent again after a kill': live().length - wanted,
    'last kill to all there ms': allThereAt - lastKillAt,
  })
  // A killed worker's are sent twice at most; nothing else is.
  expect(live().length - wanted).toBeLessThanOrEqual(KILLS * 64)
  const pending = async () =>
    (
      await vitrine.database.query(
        `select 1 from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
         where d.status = 'pending' and substring(e.url from '[0-9]+$')::int > $1`,
        [FAILING + 1],
      )
    ).length
  await expect.poll(pending, { timeout: 60_000 }).toBe(0)
})
