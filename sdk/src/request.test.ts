import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ConnectionError, NotFoundError, ServerError, TimeoutError, Vitrine } from './index.ts'
import { type Answer, json, problem, serve } from './test-server.ts'

async function setUp(answer: Answer, options: { maxRetries?: number; timeoutMs?: number } = {}) {
  const { url, seen } = await serve(answer)
  return { vitrine: new Vitrine({ apiKey: 'sk_test', baseUrl: url, ...options }), seen }
}
const account = { id: 'acct_1', name: 'Partner', currency: 'EUR' }

describe('what is retried', () => {
  test.each([502, 503, 504])('a read that meets %d, then an answer', async (status) => {
    const { vitrine, seen } = await setUp((response, _, count) =>
      count === 1 ? problem(response, status, 'unavailable') : json(response, 200, account),
    )
    expect(await vitrine.account.get()).toEqual(account)
    expect(seen).toHaveLength(2)
  })

  test('a read whose answer is cut off', async () => {
    const { vitrine, seen } = await setUp((response, _, count) => {
      if (count > 1) return json(response, 200, account)
      response.writeHead(200, { 'content-length': '100' }).write('{"id":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await vitrine.account.get()).toEqual(account)
    expect(seen).toHaveLength(2)
  })

  test('a read whose first attempt is slow; each attempt has the whole of its time', async () => {
    const { vitrine, seen } = await setUp(
      (response, _, count) => {
        setTimeout(() => json(response, 200, account), count === 1 ? 6_000 : 500)
      },
      { timeoutMs: 1_500 },
    )
    expect(await vitrine.account.get()).toEqual(account)
    expect(seen).toHaveLength(2)
  })

  test.each([429, 503])('a POST that meets %d: it was not begun', async (status) => {
    const { vitrine, seen } = await setUp((response, _, count) =>
      count === 1 ? problem(response, status, 'rate_limited') : json(response, 201, { id: 'tnt_1' }),
    )
    expect(await vitrine.tenants.create({ name: 'Acme' })).toEqual({ id: 'tnt_1' })
    expect(seen.map((request) => request.body.toString())).toEqual(['{"name":"Acme"}', '{"name":"Acme"}'])
  })

  test('a form, sent whole again', async () => {
    const { vitrine, seen } = await setUp((response, _, count) =>
      count === 1 ? problem(response, 503, 'unavailable') : json(response, 201, { id: 'tnt_1' }),
    )
    await vitrine.tenants.create({ name: 'Acme', logo: Buffer.from('<svg/>') })
    expect(seen[1]?.body.toString()).toContain('<svg/>')
  })

  test('not before Retry-After, in seconds or as a date', async () => {
    for (const value of ['1', () => new Date(Date.now() + 2_000).toUTCString()]) {
      const { vitrine, seen } = await setUp((response, _, count) => {
        const header = typeof value === 'string' ? value : value()
        if (count === 1) problem(response, 429, 'rate_limited', { 'retry-after': header })
        else json(response, 200, account)
      })
      const startedMs = Date.now()
      await vitrine.account.get()
      // A date has no fractions of a second, so that two seconds ahead may be just over one.
      expect(Date.now() - startedMs).toBeGreaterThanOrEqual(990)
      expect(seen).toHaveLength(2)
    }
  })

  test('a DELETE that was done although it seemed to fail', async () => {
    const { vitrine, seen } = await setUp((response, _, count) => {
      if (count === 1) response.destroy()
      else problem(response, 404, 'not_found')
    })
    expect(await vitrine.tenants.delete('tnt_1')).toBeUndefined()
    expect(seen).toHaveLength(2)
  })

  test('a change whose first attempt may be what its ifMatch now runs into', async () => {
    const { vitrine } = await setUp((response, _, count) => {
      if (count === 1) response.destroy()
      else problem(response, 412, 'version_mismatch')
    })
    const change = vitrine.tenants.update('tnt_1', { name: 'B' }, { ifMatch: { version: 3 } })
    await expect(change).rejects.toThrow('an earlier attempt broke off')
  })
})

test('a POST that may have been done is repeated under one key, which differs from call to call', async () => {
  const faults: Answer[] = [
    (response) => response.destroy(),
    (response) => problem(response, 502, 'unavailable'),
    (response) => problem(response, 409, 'idempotency_in_progress'),
    () => {},
  ]
  for (const fault of faults) {
    const { vitrine, seen } = await setUp(
      (response, request, count) =>
        count === 1 ? fault(response, request, count) : json(response, 201, { id: 'tnt_1' }),
      { timeoutMs: 300 },
    )
    await vitrine.tenants.create({ name: 'Acme' })
    await vitrine.tenants.create({ name: 'Acme' }, { idempotencyKey: 'mine' })
    const keys = seen.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(3)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).toBe('mine')
  }
})

describe('what is not', () => {
  test('500, even if the next answer would be good', async () => {
    const { vitrine, seen } = await setUp((response, _, count) =>
      count === 1 ? problem(response, 500, 'internal') : json(response, 200, account),
    )
    await expect(vitrine.account.get()).rejects.toMatchObject({ name: 'ServerError', code: 'internal' })
    expect(seen).toHaveLength(1)
  })

  test('anything with maxRetries: 0, of the client or of the call', async () => {
    const { vitrine, seen } = await setUp((response) => problem(response, 503, 'unavailable'), {
      maxRetries: 0,
    })
    await expect(vitrine.account.get()).rejects.toThrow(ServerError)
    expect(seen).toHaveLength(1)
    await expect(vitrine.account.get({ maxRetries: 1 })).rejects.toThrow('(attempt 2)')
    expect(seen).toHaveLength(3)
  })

  test('a server that asks to be left alone for long', async () => {
    const { vitrine, seen } = await setUp((response) =>
      problem(response, 429, 'rate_limited', { 'retry-after': '3600' }),
    )
    await expect(vitrine.account.get()).rejects.toMatchObject({ retryAfterMs: 3_600_000, status: 429 })
    expect(seen).toHaveLength(1)
  })

  test('404 at the first attempt of a DELETE', async () => {
    const { vitrine } = await setUp((response) => problem(response, 404, 'not_found'))
    await expect(vitrine.tenants.delete('tnt_1')).rejects.toThrow(NotFoundError)
  })
})

describe('answers that are none', () => {
  test.each([
    ['<html>', 200, 'text/html'],
    ['{"id": "tnt_', 200, 'application/json'],
    ['', 200, 'application/json'],
    ['[]'.slice(1), 500, 'text/plain'],
  ])('%j with %d', async (body, status, type) => {
    const { vitrine, seen } = await setUp((response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    })
    const call = vitrine.account.get()
    await expect(call).rejects.toMatchObject({ name: 'ServerError', code: 'unexpected_response', status })
    expect(seen).toHaveLength(1)
  })

  test('a redirect names where to', async () => {
    const { vitrine } = await setUp((response) => {
      response.writeHead(301, { location: 'https://elsewhere.example/v1/tenants' }).end()
    })
    const call = vitrine.tenants.create({ name: 'Acme' })
    await expect(call).rejects.toThrow('redirect to https://elsewhere.example')
  })

  test('nobody listens: nothing was sent, so a POST is retried as well', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const vitrine = new Vitrine({ apiKey: 'sk_test', baseUrl: `http://127.0.0.1:${port}`, maxRetries: 1 })
    const call = vitrine.tenants.create({ name: 'Acme' })
    await expect(call).rejects.toThrow(ConnectionError)
    await expect(call).rejects.toThrow('(attempt 2) could not connect')
    await expect(call).rejects.toMatchObject({ sent: false, code: 'connection_failed' })
    expect((await call.catch((error) => error)).status).toBeUndefined()
  })
})

describe('limits', () => {
  test('a slow answer, and one that never ends', async () => {
    const stuck: Answer[] = [() => {}, (response) => response.writeHead(200).write('{')]
    for (const answer of stuck) {
      const { vitrine } = await setUp(answer, { maxRetries: 0 })
      const call = vitrine.account.get({ timeoutMs: 80 })
      await expect(call).rejects.toThrow(TimeoutError)
      await expect(call).rejects.toThrow('GET /v1/account was not answered within 80 ms')
    }
  })

  test('a call takes no longer in all than totalTimeoutMs: no pause reaches beyond it, and no attempt', async () => {
    const { vitrine, seen } = await setUp((response, _, count) => {
      if (count < 3) problem(response, 503, 'unavailable')
    })
    const startedMs = Date.now()
    const call = vitrine.account.get({ totalTimeoutMs: 900 })
    await expect(call).rejects.toThrow(TimeoutError)
    expect(seen).toHaveLength(3)
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(890)

    const busy = await setUp((response) => problem(response, 503, 'unavailable', { 'retry-after': '5' }))
    await expect(busy.vitrine.account.get({ totalTimeoutMs: 1_000 })).rejects.toThrow(ServerError)
    expect(busy.seen).toHaveLength(1)
  })

  test('a storm of 429 is waited out as long as it is asked for, then told', async () => {
    const { vitrine, seen } = await setUp((response) =>
      problem(response, 429, 'rate_limited', { 'retry-after': '0' }),
    )
    const calls = Array.from({ length: 20 }, () => vitrine.account.get({ maxRetries: 2 }))
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected')
    expect(seen).toHaveLength(60)
  })

  test('an abort before the call, during it, and in the pause before a retry', async () => {
    const reason = new Error('no longer wanted')
    const { vitrine, seen } = await setUp((response, { path }) => {
      if (path.includes('tnt_busy')) problem(response, 503, 'unavailable', { 'retry-after': '30' })
    })
    await expect(vitrine.account.get({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(seen).toHaveLength(0)
    for (const id of ['tnt_silent', 'tnt_busy']) {
      const controller = new AbortController()
      setTimeout(() => controller.abort(reason), 100)
      await expect(vitrine.tenants.get(id, { signal: controller.signal })).rejects.toBe(reason)
    }
    expect(seen).toHaveLength(2)
  })

  test('limits that make no sense are refused', async () => {
    const { vitrine } = await setUp((response) => json(response, 200, account))
    await expect(vitrine.account.get({ timeoutMs: 0 })).rejects.toThrow(TypeError)
    await expect(vitrine.account.get({ maxRetries: -1 })).rejects.toThrow(TypeError)
  })

  test.each(['', '.', '..', undefined])('%j is no id, and nothing is sent', async (id) => {
    const { vitrine, seen } = await setUp((response) => json(response, 200, {}))
    await expect(vitrine.tenants.get(id as string)).rejects.toThrow('Not an id')
    expect(seen).toHaveLength(0)
  })
})
