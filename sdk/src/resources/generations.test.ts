import { expect, test } from 'vitest'
import { type Generation, NotFoundError, TimeoutError, Vitrine } from '../index.ts'
import { type Answer, json, problem, serve } from '../test-server.ts'

const generation = (status: Generation['status'], done: number) => ({
  id: 'gen_1',
  status,
  progress: { total: 3, done, failed: 0 },
})

/** A server without streams: only what is asked by polling is counted. */
async function setUp(answer: Answer) {
  let asked = 0
  const { url, seen } = await serve((response, request) => {
    if (request.path.endsWith('/events')) problem(response, 404, 'not_found')
    else answer(response, request, ++asked)
  })
  return { vitrine: new Vitrine({ apiKey: 'sk_test', baseUrl: url, maxRetries: 0 }), seen }
}

test('waits until it has finished, and tells each change once', async () => {
  const steps = [generation('queued', 0), generation('queued', 0), generation('running', 1)]
  const { vitrine, seen } = await setUp((response, _, count) =>
    json(response, 200, steps[count - 1] ?? generation('partially_failed', 2)),
  )
  const told: string[] = []
  const last = await vitrine.generations.wait('gen_1', {
    onProgress: ({ status, progress }) => told.push(`${status} ${progress.done}`),
  })
  expect(last.status).toBe('partially_failed')
  expect(told).toEqual(['queued 0', 'running 1', 'partially_failed 2'])
  expect(seen.filter(({ path }) => !path.endsWith('/events'))).toHaveLength(4)
})

test('outlasts a server that is away for a while, once it was there', async () => {
  const { vitrine } = await setUp((response, _, count) => {
    if (count === 1) json(response, 200, generation('running', 1))
    else if (count === 2) problem(response, 503, 'unavailable')
    else if (count === 3) response.destroy()
    else json(response, 200, generation('succeeded', 3))
  })
  expect(await vitrine.generations.wait('gen_1')).toMatchObject({ status: 'succeeded' })
})

test('fails at once where there is nothing to wait for', async () => {
  const { vitrine } = await setUp((response) => problem(response, 404, 'not_found'))
  await expect(vitrine.generations.wait('gen_1')).rejects.toThrow(NotFoundError)
})

test('gives up at its deadline, also in the middle of a call, and says how far it came', async () => {
  const answers: Answer[] = [
    (response) => json(response, 200, generation('running', 1)),
    (response, _, count) => count === 1 && json(response, 200, generation('running', 1)),
  ]
  for (const answer of answers) {
    const { vitrine } = await setUp(answer)
    const wait = vitrine.generations.wait('gen_1', { timeoutMs: 300 })
    await expect(wait).rejects.toThrow(TimeoutError)
    await expect(wait).rejects.toThrow('Generation gen_1 is running (1 of 3 done, 0 failed) after 300 ms')
  }
})

test('stops with the reason of the signal', async () => {
  const { vitrine } = await setUp((response) => json(response, 200, generation('running', 1)))
  const controller = new AbortController()
  const reason = new Error('no longer wanted')
  const onProgress = () => controller.abort(reason)
  const wait = vitrine.generations.wait('gen_1', { signal: controller.signal, onProgress })
  await expect(wait).rejects.toBe(reason)
})

const progress = (id: number, done: number) =>
  `id: ${id}\nevent: progress\ndata: ${JSON.stringify({ status: 'running', progress: { total: 3, done, failed: 0 } })}\n\n`
const ended = `id: 9\nevent: ended\ndata: ${JSON.stringify(generation('succeeded', 3))}\n\n`

/** A server with streams: each connection says what is told for it, then breaks off. */
async function stream(connections: string[]) {
  let opened = 0
  const { url, seen } = await serve((response, { path }) => {
    if (!path.endsWith('/events')) return json(response, 200, generation('running', 0))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`:\n\n${connections[opened++] ?? ''}`, () => response.destroy())
  })
  const { generations } = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  return { generations, streams: () => seen.filter(({ path }) => path.endsWith('/events')) }
}

test('listens instead of asking, and goes on where a connection broke', async () => {
  const { generations, streams } = await stream([progress(1, 1), progress(2, 2), ended])
  const told: number[] = []
  const last = await generations.wait('gen_1', { onProgress: ({ progress: { done } }) => told.push(done) })
  expect(last).toEqual(generation('succeeded', 3))
  expect(told).toEqual([0, 1, 2, 3])
  expect(streams().map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1', '2'])
})

test('asks instead where streams break again and again', async () => {
  let asked = 0
  const { url } = await serve((response, { path }) => {
    if (path.endsWith('/events'))
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .write(':\n\n', () => response.destroy())
    else json(response, 200, generation(++asked > 1 ? 'succeeded' : 'running', 1))
  })
  const { generations } = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  expect(await generations.wait('gen_1')).toMatchObject({ status: 'succeeded' })
})

test('a stream that is left early is closed, and one that says nothing stops with the signal', async () => {
  let closed = 0
  const { url } = await serve((response) => {
    response.on('close', () => (closed += 1))
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(progress(1, 1))
  })
  const { generations } = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  for await (const { id } of generations.events('gen_1')) {
    expect(id).toBe('1')
    break
  }
  await expect.poll(() => closed).toBe(1)
  const controller = new AbortController()
  const reason = new Error('no longer wanted')
  setTimeout(() => controller.abort(reason), 100)
  await expect(generations.wait('gen_1', { signal: controller.signal })).rejects.toBe(reason)
})

test('makes a tenant and waits for its pictures, over a connection that breaks', async () => {
  const { url, seen } = await serve((response, { method, path }) => {
    if (method === 'POST')
      return json(response, 201, { id: 'tnt_1', portalUrl: '/p', generation: generation('queued', 0) })
    if (!path.endsWith('/events')) return json(response, 200, generation('running', 0))
    const isFirst = seen.filter((entry) => entry.path === path).length === 1
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(isFirst ? progress(1, 1) : ended, () => response.destroy())
  })
  const { tenants } = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  const told: number[] = []
  const tenant = await tenants.createAndWait(
    { name: 'Acme', logo: new Blob(['<svg/>']) },
    { onProgress: ({ progress: { done } }) => told.push(done), idempotencyKey: 'acme' },
  )
  expect(tenant).toEqual({ id: 'tnt_1', portalUrl: '/p', generation: generation('succeeded', 3) })
  expect(told).toEqual([0, 1, 3])
  const posts = seen.filter(({ method }) => method === 'POST')
  expect(posts.map(({ headers }) => headers['idempotency-key'])).toEqual(['acme'])
})

test('a tenant without a logo has nothing to wait for', async () => {
  const { vitrine, seen } = await setUp((response) => json(response, 201, { id: 'tnt_1', generation: null }))
  expect(await vitrine.tenants.createAndWait({ name: 'Acme' })).toMatchObject({ generation: null })
  expect(seen).toHaveLength(1)
})
