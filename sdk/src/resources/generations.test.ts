import { expect, test } from 'vitest'
import { type Generation, NotFoundError, TimeoutError, Vitrine } from '../index.ts'
import { type Answer, json, problem, serve } from '../test-server.ts'

const generation = (status: Generation['status'], done: number) => ({
  id: 'gen_1',
  status,
  progress: { total: 3, done, failed: 0 },
})

async function setUp(answer: Answer) {
  const { url, seen } = await serve(answer)
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
  expect(seen).toHaveLength(4)
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
