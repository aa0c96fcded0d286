import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { report, size, timeoutMs } from '../harness/drill.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { type Detour, startProxy } from '../harness/proxy.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

// Processes whose way to the database is cut, swallowed, or not there yet when they start.

let vitrine: TestVitrine
let proxy: Detour
let api: TestProcess
let worker: TestProcess
let client: Vitrine
let secretKey: string

beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  proxy = await startProxy(Number(new URL(vitrine.database.appUrl).port))
  const url = new URL(vitrine.database.appUrl)
  url.port = String(proxy.port)
  ;({ secretKey } = await vitrine.createAccount())
  proxy.close()
  // Neither waits for the other, nor for the database: they are told to be there, not to be ready.
  const owner = new URL(vitrine.database.adminUrl)
  owner.port = url.port
  api = await vitrine.startProcess('api', { DATABASE_URL: owner.href }, { ready: false, supervised: false })
  worker = await vitrine.startProcess('worker', { DATABASE_URL: url.href }, { ready: false })
  client = new Vitrine({ apiKey: secretKey, baseUrl: api.url, maxRetries: 0 })
}, 60_000)
afterAll(async () => {
  await vitrine?.stop()
  await proxy?.stop()
})

const ask = async (path: string) => {
  const response = await fetch(`${api.url}${path}`).catch(() => undefined)
  return (
    response && {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.json(),
    }
  )
}
const works = () =>
  client.tenants.list().then(
    () => true,
    () => false,
  )

test('a start without the database waits for it, says so, and goes on by itself', {
  timeout: 90_000,
}, async () => {
  await expect.poll(async () => (await ask('/healthz'))?.status, { timeout: 30_000 }).toBe(200)
  expect(await ask('/readyz')).toMatchObject({
    status: 503,
    retryAfter: '2',
    body: { status: 'unavailable', checks: { database: 'unavailable' } },
  })
  expect(await ask('/v1/tenants')).toMatchObject({
    status: 503,
    retryAfter: '2',
    body: { code: 'unavailable' },
  })
  proxy.open()
  const openedAt = performance.now()
  await expect.poll(async () => (await ask('/readyz'))?.status, { timeout: 30_000 }).toBe(200)
  console.log(`database there to API ready: ${Math.round(performance.now() - openedAt)} ms`)
  await expect.poll(works, { timeout: 10_000 }).toBe(true)
  const { id } = await client.products.create({ name: 'P', price: { amount: 1, currency: 'EUR' } })
  await client.products.setImage(id, await photoJpeg({ size: 300 }))
  const tenant = await client.tenants.create({ name: 'T', logo: logoSvg('#ff0000') })
  expect((await client.generations.wait(tenant.generation!.id, { timeoutMs: 60_000 })).status).toBe(
    'succeeded',
  )
})

test('cut off, it answers 503 and never 500; back, it goes on by itself', { timeout: 60_000 }, async () => {
  proxy.close()
  const answers = []
  for (let n = 0; n < 10; n += 1) answers.push(await ask('/v1/portals/none'), await ask('/readyz'))
  for (const answer of answers) expect([401, 503]).toContain(answer!.status)
  await expect(client.tenants.list()).rejects.toMatchObject({ status: 503, code: 'unavailable' })
  expect((await ask('/healthz'))?.status).toBe(200)
  proxy.open()
  const openedAt = performance.now()
  await expect.poll(works, { timeout: 20_000, interval: 50 }).toBe(true)
  console.log(`database back to first answer: ${Math.round(performance.now() - openedAt)} ms`)
})

test('connections that were swallowed are found out and replaced', {
  timeout: timeoutMs(120_000),
}, async () => {
  for (let round = 1; round <= size(1, 10); round += 1) await swallow(`W${round}-`)
  expect(await works()).toBe(true)
  // The worker too, by itself.
  const tenant = await client.tenants.create({ name: 'After', logo: logoSvg('#00ff00') })
  expect((await client.generations.wait(tenant.generation!.id, { timeoutMs: 90_000 })).status).toBe(
    'succeeded',
  )
})

async function swallow(prefix: string): Promise<void> {
  // Several are open, some idle and some in the middle of a request.
  await Promise.all(Array.from({ length: 8 }, works))
  const figures = { attempted: 0, acknowledged: 0, refused: 0 }
  const requests: Promise<void>[] = []
  const swallowedAt = performance.now()
  let recoveredAt = 0
  for (let n = 0; performance.now() - swallowedAt < 4000; n += 1) {
    if (n === 3) proxy.swallow()
    figures.attempted += 1
    const creation = client.products
      .create({ name: `${prefix}${n}`, price: { amount: 1, currency: 'EUR' } })
      .then(
        () => {
          if (n >= 3) recoveredAt ||= performance.now()
          figures.acknowledged += 1
        },
        (error) => {
          expect(error).toMatchObject({ status: 503, code: 'unavailable' })
          figures.refused += 1
        },
      )
    requests.push(creation)
    await sleep(100)
  }
  await Promise.all(requests)
  const allMs = performance.now() - swallowedAt
  const [row] = await vitrine.database.query<{ n: number }>(
    `select count(*)::int as n from items where name like $1`,
    [`${prefix}%`],
  )
  const { attempted, acknowledged, refused } = figures
  report('connections swallowed', {
    attempted,
    acknowledged,
    lost: Math.max(0, acknowledged - row!.n),
    duplicated: Math.max(0, row!.n - attempted),
    refused,
    'first answer after ms': recoveredAt - swallowedAt,
    'all after ms': allMs,
  })
  expect(acknowledged).toBeGreaterThan(attempted / 2)
  expect(row!.n).toBeGreaterThanOrEqual(acknowledged)
  expect(recoveredAt - swallowedAt).toBeLessThan(4000)
}

test('asked to stop: it says that it is not ready, ends what it began, and leaves within 8 s', {
  timeout: 60_000,
}, async () => {
  // In the middle of a request: half of its body is there.
  const body = JSON.stringify({ name: 'Half', price: { amount: 1, currency: 'EUR' } })
  const begun = request(`${api.url}/v1/products`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  })
  const answered = once(begun, 'response')
  begun.write(body.slice(0, 10))
  await expect.poll(() => begun.socket?.bytesWritten ?? 0, { timeout: 5000 }).toBeGreaterThan(100)
  const startedAt = performance.now()
  const ended = api.kill('SIGTERM')
  await expect
    .poll(() => ask('/readyz'), { timeout: 3000, interval: 20 })
    .toMatchObject({ status: 503, body: { checks: { process: 'stopping' } } })
  // Still open: whoever has not heard yet is served.
  expect(await works()).toBe(true)
  begun.end(body.slice(10))
  const [response] = (await answered) as [IncomingMessage]
  expect(response.statusCode).toBe(201)
  response.resume()
  expect(await ended).toBe(0)
  const apiMs = performance.now() - startedAt
  const workerAt = performance.now()
  expect(await worker.kill('SIGTERM')).toBe(0)
  console.log(
    `SIGTERM to exit: API ${Math.round(apiMs)} ms, worker ${Math.round(performance.now() - workerAt)} ms`,
  )
  expect(apiMs).toBeLessThan(8000)
  expect(performance.now() - workerAt).toBeLessThan(8000)
})

test('asked to stop while it waits for its database, it stops', { timeout: 30_000 }, async () => {
  const nowhere = { DATABASE_URL: 'postgresql://x:x@127.0.0.1:9/x' }
  const waiting = await vitrine.startProcess('api', nowhere, { ready: false })
  const health = () =>
    fetch(`${waiting.url}/healthz`).then(
      ({ status }) => status,
      () => 0,
    )
  await expect.poll(health, { timeout: 20_000 }).toBe(200)
  expect(await waiting.kill('SIGTERM')).toBe(0)
})
