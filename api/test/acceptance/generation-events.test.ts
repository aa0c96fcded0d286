import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GenerationEvent, NotFoundError, Vitrine } from '../../../sdk/src/index.ts'
import { openStream } from '../harness/events.ts'
import { request } from '../harness/http.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

const COUNT = 4

let vitrine: TestVitrine
let client: Vitrine
let key: string
/** Other processes than the one that `client` asks. */
let api: TestProcess
let worker: TestProcess | undefined
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  ;({ client, secretKey: key } = await vitrine.createAccount())
  api = await vitrine.startProcess('api')
  for (let n = 0; n < COUNT; n += 1) {
    const { id } = await client.products.create({ name: `P${n}`, price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, await photoJpeg({ size: 300, color: `#40${n}0${n}0` }))
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
    })
  }
})
afterAll(() => vitrine?.stop())

const authorization = () => ({ authorization: `Bearer ${key}` })
const addressOf = (id: string, url = vitrine.url) => `${url}/v1/generations/${id}/events`
const createTenant = async () => {
  const tenant = await client.tenants.create({ name: 'Client', logo: logoSvg() })
  return { tenant, generationId: tenant.generation!.id }
}
async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  worker = await vitrine.startProcess('worker')
  try {
    return await work()
  } finally {
    await worker.kill()
  }
}

test('a stream of one process tells what came in through another and was done by a third', async () => {
  const { generationId } = await createTenant()
  const elsewhere = new Vitrine({ apiKey: key, baseUrl: api.url, maxRetries: 0 })
  const events: GenerationEvent[] = []
  let endedAt = 0
  const all = (async () => {
    for await (const event of elsewhere.generations.events(generationId)) events.push(event)
    endedAt = Date.now()
  })()
  await expect.poll(() => events.length).toBe(1)
  expect(events[0]).toMatchObject({ event: 'progress', data: { status: 'queued', progress: { total: 0 } } })

  await withWorker(() => all)
  expect(events.at(-1)).toMatchObject({
    event: 'ended',
    data: { id: generationId, status: 'succeeded', progress: { total: COUNT, done: COUNT } },
  })
  const ids = events.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const done = events.map(({ data }) => data.progress.done)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  const last = events.at(-1)!
  const finishedAt = last.event === 'ended' ? Date.parse(last.data.finishedAt!) : 0
  console.log(`${events.length} events; the end was told ${endedAt - finishedAt} ms after it`)
  // Told by a notification, not found by a poll.
  expect(endedAt - finishedAt).toBeLessThan(2500)
})

test('after a break nothing comes twice, and the end is never missed', async () => {
  const { generationId } = await createTenant()
  const first = await openStream(addressOf(generationId), authorization())
  expect(first.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(first.headers.get('cache-control')).toBe('no-cache')
  expect(first.headers.get('x-accel-buffering')).toBe('no')
  const { id: seen } = (await first.next())!
  first.close()

  // The same state on the other process: silence, until the end.
  const second = await openStream(addressOf(generationId, api.url), {
    ...authorization(),
    'last-event-id': seen,
  })
  const next = second.next()
  expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 300, 'silence'))])).toBe(
    'silence',
  )
  const canceled = await client.generations.cancel(generationId)
  const ended = (await next)!
  expect(ended).toMatchObject({ event: 'ended', data: canceled })
  expect(await second.next()).toBeUndefined()

  const late = await openStream(addressOf(generationId), { ...authorization(), 'last-event-id': seen })
  expect(await late.next()).toEqual(ended)
  expect(await late.next()).toBeUndefined()
  const over = await openStream(addressOf(generationId), { ...authorization(), 'last-event-id': ended.id })
  expect([over.status, await over.next()]).toEqual([204, undefined])
})

test('notifications that get lost only delay', async () => {
  const { generationId } = await createTenant()
  const stream = await openStream(addressOf(generationId), authorization())
  await stream.next()
  await vitrine.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'vitrine-changes' and datname = current_database()`,
  )
  await client.generations.cancel(generationId)
  expect(await stream.next()).toMatchObject({ event: 'ended', data: { status: 'canceled' } })
})

test('a process that is told to stop ends its streams and is gone at once', async () => {
  const { generationId } = await createTenant()
  const stopped = await vitrine.startProcess('api')
  const streams = await Promise.all(
    [1, 2, 3].map(() => openStream(addressOf(generationId, stopped.url), authorization())),
  )
  for (const stream of streams) await stream.next()
  const startedAt = Date.now()
  const [ends] = await Promise.all([
    Promise.all(streams.map((stream) => stream.next())),
    stopped.kill('SIGTERM'),
  ])
  console.log(`gone after ${Date.now() - startedAt} ms`)
  expect(ends).toEqual([undefined, undefined, undefined])
  expect(Date.now() - startedAt).toBeLessThan(3000)
  await client.generations.cancel(generationId)
})

test("another account's generation is unknown, and a HEAD does not wait for the end", async () => {
  const { generationId } = await createTenant()
  const other = await vitrine.createAccount('Other')
  const events = other.client.generations.events(generationId)[Symbol.asyncIterator]()
  await expect(events.next()).rejects.toThrow(NotFoundError)
  const head = await request(addressOf(generationId), { method: 'HEAD', key })
  expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  await client.generations.cancel(generationId)
})

test('a key that is revoked reads no further', async () => {
  const { generationId } = await createTenant()
  const { secret, id } = await client.apiKeys.create({ type: 'secret', name: 'short' })
  const stream = await openStream(addressOf(generationId), { authorization: `Bearer ${secret}` })
  await stream.next()
  await client.apiKeys.revoke(id)
  expect(await stream.next()).toBeUndefined()
  await client.generations.cancel(generationId)
})
