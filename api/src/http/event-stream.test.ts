import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { createEventStreams, type StreamEvent } from './event-stream.ts'
import { answerProblem } from './problem.ts'

async function serve(
  options: Parameters<typeof createEventStreams>[0],
  events: (signal: AbortSignal) => AsyncIterable<StreamEvent>,
) {
  const streams = createEventStreams(options)
  const app = express()
  app.use(async (_req, res) => {
    res.locals.authenticateAgain = async () => undefined
    const place = streams.open(res)
    await streams.send(res, events(place.signal), place)
  })
  app.use(answerProblem)
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    streams.stop()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, streams }
}

async function* silence(signal: AbortSignal): AsyncGenerator<StreamEvent> {
  if (!signal.aborted) await once(signal, 'abort')
  yield* []
}

test('beyond the limit 503 with Retry-After, until a client goes', async () => {
  const { url } = await serve({ limit: 2 }, silence)
  const leaving = new AbortController()
  await fetch(url, { signal: leaving.signal })
  await fetch(url)
  const refused = await fetch(url)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await refused.json()).toMatchObject({ code: 'unavailable' })
  leaving.abort()
  await expect.poll(async () => (await fetch(url)).status).toBe(200)
})

test('a comment is all that comes while nothing happens, and the end when the server stops', async () => {
  const { url, streams } = await serve({ heartbeatMs: 30 }, silence)
  const response = await fetch(url)
  setTimeout(() => streams.stop(), 150)
  expect(await response.text()).toMatch(/^(:\n\n){2,5}$/)
  expect((await fetch(url)).status).toBe(503)
})

test('a client that does not read is not written for', async () => {
  let made = 0
  const { url } = await serve({}, async function* (signal) {
    while (!signal.aborted) {
      made += 1
      yield { id: String(made), event: 'progress', data: 'x'.repeat(100_000) }
    }
  })
  const controller = new AbortController()
  await fetch(url, { signal: controller.signal })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = made
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(made).toBe(before)
  controller.abort()
})
