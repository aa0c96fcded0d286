import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSending } from '../../src/features/webhooks/sending.ts'
import { startReceiver, verify } from '../harness/receiver.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

// What takes days, by a clock that the test moves.

const SECOND = 1000
const HOUR = 3_600_000

let vitrine: TestVitrine
let receiver: Awaited<ReturnType<typeof startReceiver>>
let offset: number
let client: Awaited<ReturnType<TestVitrine['createAccount']>>['client']
beforeEach(async () => {
  offset = 0
  vitrine = await startVitrine({ worker: false })
  receiver = await startReceiver()
  client = (await vitrine.createAccount()).client
})
afterEach(async () => {
  await vitrine?.stop()
  await receiver?.stop()
})

/** One that sends by the test's clock, and of chance always the middle. */
function sending(timeoutMs = 5000) {
  const { db, changes, events, outbound, webhookParts } = vitrine.service
  return createSending({
    db,
    changes,
    events,
    outbound,
    ...webhookParts,
    timeoutMs,
    now: () => new Date(Date.now() + offset),
    random: () => 0.5,
    onError: (error) => {
      throw error
    },
  })
}
const price = { amount: 100, currency: 'EUR' }
const deliveriesOf = async (id: string) => (await client.webhookEndpoints.deliveries(id)).data

test('a dead endpoint is tried ever more rarely for three days, then disabled, which is told', async () => {
  receiver.behave = ({ path }, response) => response.writeHead(path === '/dead' ? 500 : 200).end()
  const { id } = await client.webhookEndpoints.create({
    url: receiver.urlOf('/dead'),
    types: ['product.created'],
  })
  await client.webhookEndpoints.create({
    url: receiver.urlOf('/watcher'),
    types: ['webhook_endpoint.disabled'],
  })
  await client.products.create({ name: 'P', price })
  const dispatcher = sending()
  const pauses: number[] = []
  await dispatcher.drain()
  for (;;) {
    const [{ nextAttemptAt, attempts }] = (await deliveriesOf(id)) as [
      Awaited<ReturnType<typeof deliveriesOf>>[0],
    ]
    if (nextAttemptAt === null) break
    const last = Date.parse(attempts.at(-1)!.at)
    pauses.push(Math.round((Date.parse(nextAttemptAt) - last) / SECOND))
    const before = receiver.received.length
    offset = Date.parse(nextAttemptAt) - Date.now() - 500
    await dispatcher.drain()
    expect(receiver.received).toHaveLength(before)
    offset += 600
    await dispatcher.drain()
  }
  expect(pauses.slice(0, 9)).toEqual([5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 64_800])
  const [delivery] = await deliveriesOf(id)
  const { attempts } = delivery!
  const took = Date.parse(attempts.at(-1)!.at) - Date.parse(attempts[0]!.at)
  expect(took / HOUR).toBeCloseTo(72, 1)
  expect(delivery!.status).toBe('failed')
  expect(await client.webhookEndpoints.get(id)).toMatchObject({
    status: 'disabled',
    disabledReason: 'failing',
  })
  await dispatcher.drain()
  expect(receiver.received.filter(({ path }) => path === '/watcher')).toMatchObject([
    { body: { type: 'webhook_endpoint.disabled', resourceId: id, data: { reason: 'failing' } } },
  ])
  await client.products.create({ name: 'Q', price })
  const before = receiver.received.length
  await dispatcher.drain()
  expect(receiver.received).toHaveLength(before)
  await dispatcher.stop(0)
})

test('one that takes something now and then is not disabled', async () => {
  const { id } = await client.webhookEndpoints.create({ url: receiver.urlOf('/flaky') })
  receiver.behave = (_, response) => response.writeHead(500).end()
  await client.products.create({ name: 'P', price })
  const dispatcher = sending()
  await dispatcher.drain()
  offset = 40 * HOUR
  await dispatcher.drain()
  receiver.behave = (_, response) => response.end()
  await client.products.create({ name: 'Q', price })
  await dispatcher.drain()
  receiver.behave = (_, response) => response.writeHead(500).end()
  offset = 80 * HOUR
  await dispatcher.drain()
  expect((await deliveriesOf(id)).map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded'])
  expect((await client.webhookEndpoints.get(id)).status).toBe('enabled')
  await dispatcher.stop(0)
})

test('Retry-After is waited for, by everything that goes to the endpoint', async () => {
  const { id } = await client.webhookEndpoints.create({ url: receiver.urlOf('/busy') })
  receiver.behave = (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end()
  await client.products.create({ name: 'P', price })
  const dispatcher = sending()
  await dispatcher.drain()
  expect(receiver.received).toHaveLength(1)
  const [first] = await deliveriesOf(id)
  const pause = Date.parse(first!.nextAttemptAt!) - Date.parse(first!.attempts[0]!.at)
  expect(Math.round(pause / SECOND)).toBe(3600)
  receiver.behave = (_, response) => response.end()
  await client.products.create({ name: 'Q', price })
  offset = 0.9 * HOUR
  await dispatcher.drain()
  expect(receiver.received).toHaveLength(1)
  offset = 1.1 * HOUR
  await dispatcher.drain()
  expect(receiver.received).toHaveLength(3)
  await dispatcher.stop(0)
})

test('what a process held that died is sent by another once its time is up, and not before', async () => {
  const { secret } = await client.webhookEndpoints.create({ url: receiver.urlOf('/left') })
  await client.products.create({ name: 'P', price })
  await vitrine.database.query(
    `update webhook_deliveries set lease = 'gone', leased_until = now() + interval '20 seconds', tries = 1, first_try_at = now()`,
  )
  const dispatcher = sending()
  offset = 10 * SECOND
  await dispatcher.drain()
  expect(receiver.received).toEqual([])
  offset = 21 * SECOND
  await dispatcher.drain()
  expect(receiver.received).toHaveLength(1)
  offset = 0
  verify(receiver.received[0]!, secret)
  await dispatcher.stop(0)
})

test('an endpoint that hangs holds up no other, and is sent one at a time from then on', async () => {
  receiver.behave = ({ path }, response) => {
    if (path !== '/hangs') response.end()
  }
  const hangs = await client.webhookEndpoints.create({ url: receiver.urlOf('/hangs') })
  await client.webhookEndpoints.create({ url: receiver.urlOf('/lives') })
  for (let n = 0; n < 20; n += 1) await client.products.create({ name: `P${n}`, price })
  const dispatcher = sending(1500)
  const of = (path: string) => receiver.received.filter((message) => message.path === path).length
  const drained = dispatcher.drain()
  await expect.poll(() => of('/lives'), { timeout: 5000, interval: 10 }).toBe(20)
  expect(of('/hangs')).toBeLessThanOrEqual(8)
  const most = Math.max(8, of('/hangs'))
  await expect
    .poll(async () => (await deliveriesOf(hangs.id)).filter(({ attempts }) => attempts.length > 0).length, {
      timeout: 5000,
    })
    .toBeGreaterThanOrEqual(8)
  const [{ attempts }] = (await deliveriesOf(hangs.id)).filter((entry) => entry.attempts.length > 0) as [
    Awaited<ReturnType<typeof deliveriesOf>>[0],
  ]
  expect(attempts[0]).toMatchObject({ status: null, error: expect.stringContaining('did not answer') })
  expect(of('/hangs')).toBeLessThanOrEqual(most + 2)
  await dispatcher.stop(100)
  await drained
  // What was on its way when the process stopped counts as not tried.
  const tries = await vitrine.database.query<{ tries: number; lease: string | null }>(
    `select tries, lease from webhook_deliveries where status = 'pending'`,
  )
  expect(tries.filter(({ lease }) => lease !== null)).toEqual([])
})

test('a copy that was restored sends nothing until it is told to', async () => {
  await client.webhookEndpoints.create({ url: receiver.urlOf('/copy') })
  await client.products.create({ name: 'P', price })
  await vitrine.database.query(`update instance set webhooks = 'off'`)
  const dispatcher = sending()
  await dispatcher.drain()
  expect(receiver.received).toEqual([])
  await vitrine.database.query(`update instance set webhooks = 'on'`)
  await dispatcher.drain()
  expect(receiver.received).toHaveLength(1)
  await dispatcher.stop(0)
})
