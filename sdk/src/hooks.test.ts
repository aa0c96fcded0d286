import { expect, test } from 'vitest'
import { type RequestEvent, type ResponseEvent, ServerError, Vitrine, VitrinePortal } from './index.ts'
import { json, problem, serve } from './test-server.ts'

test('hooks see each attempt, may add headers, and never see the key', async () => {
  const { url, seen } = await serve((response, _, count) => {
    if (count === 1) problem(response, 503, 'unavailable')
    else json(response, 200, { id: 'acct_1' }, { 'x-request-id': 'req_7' })
  })
  const requests: RequestEvent[] = []
  const responses: ResponseEvent[] = []
  const vitrine = new Vitrine({
    apiKey: 'sk_hidden',
    baseUrl: url,
    onRequest: (event) => {
      expect(JSON.stringify([...event.headers])).not.toContain('hidden')
      event.headers.set('traceparent', `00-${event.attempt}`)
      requests.push(event)
    },
    onResponse: (event) => void responses.push(event),
  })
  await vitrine.account.get()
  expect(seen.map(({ headers }) => headers.traceparent)).toEqual(['00-1', '00-2'])
  expect(seen[1]?.headers.authorization).toBe('Bearer sk_hidden')
  expect(requests.map(({ method, url, attempt }) => [method, url, attempt])).toEqual([
    ['GET', `${url}/v1/account`, 1],
    ['GET', `${url}/v1/account`, 2],
  ])
  expect(responses).toMatchObject([
    { attempt: 1, status: 503, error: expect.any(ServerError) },
    { attempt: 2, status: 200, requestId: 'req_7', error: undefined },
  ])
  expect(responses[1]!.durationMs).toBeGreaterThanOrEqual(0)
})

test('a hook hears of an attempt without an answer, and what it throws ends the call', async () => {
  const { url, seen } = await serve((response) => response.destroy())
  let told: ResponseEvent | undefined
  const onResponse = (event: ResponseEvent) => {
    told = event
  }
  const vitrine = new Vitrine({ apiKey: 'sk_a', baseUrl: url, maxRetries: 0, onResponse })
  const error = await vitrine.account.get().catch((error) => error)
  expect(told).toMatchObject({ status: undefined, error })

  const refusal = new Error('not now')
  const onRequest = () => Promise.reject(refusal)
  const refusing = new Vitrine({ apiKey: 'sk_a', baseUrl: url, onRequest })
  await expect(refusing.account.get()).rejects.toBe(refusal)
  expect(seen).toHaveLength(1)
})

test('keys and sessions that are renewed are asked for at each attempt', async () => {
  const { url, seen } = await serve((response, _, count) =>
    count % 2 === 1 ? problem(response, 503, 'unavailable') : json(response, 200, {}),
  )
  let count = 0
  await new Vitrine({ apiKey: async () => `token-${++count}`, baseUrl: url }).account.get()
  const session = () => `ps_${++count}`
  await new VitrinePortal({ publishableKey: 'pk_a', session, baseUrl: url }).get('acme')
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer ps_3',
    'Bearer ps_4',
  ])
  const empty = new Vitrine({ apiKey: () => '', baseUrl: url })
  await expect(empty.account.get()).rejects.toThrow('apiKey is missing')
})

test("a failure that only withResponse is asked for is nobody else's to hear", async () => {
  const { url } = await serve((response) => problem(response, 404, 'not_found'))
  const vitrine = new Vitrine({ apiKey: 'sk_a', baseUrl: url })
  const unheard: unknown[] = []
  const listen = (error: unknown) => unheard.push(error)
  process.on('unhandledRejection', listen)
  await expect(vitrine.tenants.get('tnt_1').withResponse()).rejects.toMatchObject({ code: 'not_found' })
  await new Promise(setImmediate)
  process.off('unhandledRejection', listen)
  expect(unheard).toEqual([])
})

test('the portal client tells by code what went wrong', async () => {
  const { url } = await serve((response, { path }) =>
    path.endsWith('acme') ? problem(response, 403, 'origin_not_allowed') : response.destroy(),
  )
  const portals = new VitrinePortal({ publishableKey: 'pk_a', baseUrl: url, maxRetries: 0 })
  await expect(portals.get('acme')).rejects.toMatchObject({
    code: 'origin_not_allowed',
    status: 403,
    errors: [],
  })
  await expect(portals.get('cut')).rejects.toMatchObject({ code: 'connection_failed', retryable: true })
})
