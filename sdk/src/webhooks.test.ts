import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test, vi } from 'vitest'
import { eventsInOrder, signWebhook, verifyWebhook, WebhookVerificationError } from './webhooks.ts'

const newSecret = () => `whsec_${randomBytes(24).toString('base64')}`
const secret = newSecret()
const event = { id: 'evt_1', type: 'order.created', sequence: 7, data: { total: 'é' } }
const body = JSON.stringify(event)

/** As the reference implementation of Standard Webhooks signs it. */
function delivery(options: { secret?: string; at?: Date; body?: string } = {}) {
  const at = options.at ?? new Date()
  const signature = new Webhook(options.secret ?? secret).sign('evt_1', at, options.body ?? body)
  const seconds = String(Math.floor(at.getTime() / 1000))
  return {
    body: options.body ?? body,
    headers: { 'webhook-id': 'evt_1', 'webhook-timestamp': seconds, 'webhook-signature': signature },
  }
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error) => (error instanceof WebhookVerificationError ? error.code : error),
  )

test('what the reference implementation signs is taken, in whatever form it comes', async () => {
  const { headers } = delivery()
  const named = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
  )
  for (const given of [
    { body, headers },
    { body, headers: named },
    { body: Buffer.from(body), headers: new Headers(headers) },
    { body: new TextEncoder().encode(body).buffer as ArrayBuffer, headers },
    new Request('http://localhost/hook', { method: 'POST', body, headers }),
  ])
    expect(await verifyWebhook(given, secret)).toEqual(event)
})

test('what this signs, the reference implementation takes', async () => {
  for (let length = 0; length < 80; length += 1) {
    const body = JSON.stringify('é'.repeat(length))
    const headers = await signWebhook({ id: 'evt_2', body }, secret)
    expect(new Webhook(secret).verify(body, headers)).toBe('é'.repeat(length))
  }
})

test('while a secret is rolled either will do, on both sides', async () => {
  const next = newSecret()
  expect(await verifyWebhook(delivery({ secret: next }), [secret, next])).toEqual(event)
  const both = delivery()
  both.headers['webhook-signature'] =
    `v1a,xx v1,%% ${delivery({ secret: next }).headers['webhook-signature']} ${both.headers['webhook-signature']}`
  expect(await verifyWebhook(both, secret)).toEqual(event)
  expect(await verifyWebhook(both, next)).toEqual(event)
})

test('anything changed, missing, forged, late or early is refused, and says why', async () => {
  const good = delivery()
  const at = (seconds: number) => delivery({ at: new Date(Date.now() + seconds * 1000) })
  const without = (name: string) => ({ body, headers: { ...good.headers, [name]: undefined } })
  expect(await codeOf(verifyWebhook({ ...good, body: `${body} ` }, secret))).toBe('no_match')
  expect(await codeOf(verifyWebhook(good, newSecret()))).toBe('no_match')
  for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    expect(await codeOf(verifyWebhook(without(name), secret)), name).toBe('missing_header')
  for (const [name, value, code] of [
    ['webhook-id', 'evt_2', 'no_match'],
    ['webhook-timestamp', '1e9', 'invalid_timestamp'],
    ['webhook-timestamp', `${Number(good.headers['webhook-timestamp']) - 1}`, 'no_match'],
    ['webhook-signature', good.headers['webhook-signature'].replace('v1,', 'v2,'), 'no_match'],
    ['webhook-signature', 'v1,', 'no_match'],
  ] as const) {
    const headers = { ...good.headers, [name]: value }
    expect(await codeOf(verifyWebhook({ body, headers }, secret)), `${name}: ${value}`).toBe(code)
  }
  expect(await codeOf(verifyWebhook(at(-310), secret))).toBe('too_old')
  expect(await codeOf(verifyWebhook(at(310), secret))).toBe('too_new')
  expect(await codeOf(verifyWebhook(at(-290), secret))).toBe('accepted')
  expect(await codeOf(verifyWebhook(at(-290), secret, { toleranceSeconds: 60 }))).toBe('too_old')
  const later = new Date(Date.now() + 3600_000)
  expect(await codeOf(verifyWebhook(good, secret, { now: later }))).toBe('too_old')
  expect(await codeOf(verifyWebhook(delivery({ body: 'hello' }), secret))).toBe('invalid_body')
})

test('a mistake of the receiver is no forgery: it is told as one, without the secret', async () => {
  for (const wrong of [undefined, '', 'whsec_', 'whsec_%%%', []]) {
    if (Array.isArray(wrong)) continue
    await expect(verifyWebhook(delivery(), wrong)).rejects.toThrow(TypeError)
  }
  await expect(verifyWebhook(delivery(), 'whsec_%%secret')).rejects.not.toThrow('secret%%')
  const parsed = { ...delivery(), body: event as never }
  await expect(verifyWebhook(parsed, secret)).rejects.toThrow('before anything parses it')
})

const numbered = (...sequences: number[]) => sequences.map((sequence) => ({ sequence }))

/** A source with those events, and what was asked of it. */
function sourceOf(sequences: number[]) {
  const asked: number[] = []
  async function* list({ afterSequence }: { afterSequence: number }) {
    asked.push(afterSequence)
    yield* numbered(...sequences).filter(({ sequence }) => sequence > afterSequence)
  }
  return { events: { list }, asked }
}

test('events come in order and once, and what is missing is fetched', async () => {
  const source = sourceOf([1, 2, 3, 4, 5, 6])
  const handled: number[] = []
  const order = eventsInOrder(source, { after: 1, handle: ({ sequence }) => handled.push(sequence) })
  // Late, twice, and together.
  await Promise.all(numbered(2, 2, 5, 3, 6, 4).map((event) => order.push(event)))
  expect(handled).toEqual([2, 3, 4, 5, 6])
  expect(source.asked).toEqual([2])
  expect(order.last).toBe(6)
})

test('an event whose handling fails comes again, before those after it', async () => {
  const handled: number[] = []
  const handle = vi.fn(({ sequence }: { sequence: number }) => {
    if (sequence === 2 && handle.mock.calls.length === 1) throw new Error('database away')
    handled.push(sequence)
  })
  const order = eventsInOrder(sourceOf([1, 2, 3]), { after: 1, handle })
  await expect(order.push({ sequence: 2 })).rejects.toThrow('database away')
  expect(order.last).toBe(1)
  await order.push({ sequence: 3 })
  expect(handled).toEqual([2, 3])
})

test('events that are gone for good are told, and do not stop the rest', async () => {
  const [handled, lost]: [number[], unknown[]] = [[], []]
  const order = eventsInOrder(sourceOf([5, 6, 7]), {
    after: 2,
    handle: ({ sequence }) => handled.push(sequence),
    onLost: (missing) => lost.push(missing),
  })
  await order.push({ sequence: 6 })
  expect([handled, lost]).toEqual([[5, 6, 7], [{ from: 3, to: 4 }]])
})

test('without a stored place the first that comes begins', async () => {
  const source = sourceOf([1, 2, 3])
  const order = eventsInOrder(source, { handle: () => {} })
  await order.push({ sequence: 3 })
  expect([order.last, source.asked]).toEqual([3, []])
})
