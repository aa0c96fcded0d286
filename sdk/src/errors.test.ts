import { expect, test } from 'vitest'
import * as sdk from './index.ts'
import { json, problem, serve } from './test-server.ts'

const statuses: [number, typeof sdk.VitrineError][] = [
  [400, sdk.InvalidRequestError],
  [401, sdk.AuthenticationError],
  [403, sdk.PermissionError],
  [404, sdk.NotFoundError],
  [409, sdk.ConflictError],
  [412, sdk.ConflictError],
  [413, sdk.InvalidRequestError],
  [422, sdk.InvalidRequestError],
  [428, sdk.ConflictError],
  [429, sdk.RateLimitError],
  [500, sdk.ServerError],
  [503, sdk.ServerError],
]

const failWith = async (status: number, body?: object, headers?: object) => {
  const { url } = await serve((response) =>
    body ? json(response, status, body, headers) : problem(response, status, 'some_code', headers),
  )
  const vitrine = new sdk.Vitrine({ apiKey: 'sk_secret_part', baseUrl: url, maxRetries: 0 })
  return vitrine.account.get().then(
    () => expect.unreachable(),
    (error: sdk.VitrineError) => error,
  )
}

test.each(statuses)('%d has its class', async (status, Class) => {
  const error = await failWith(status)
  expect(error.constructor).toBe(Class)
  expect(error).toBeInstanceOf(sdk.VitrineError)
  expect(error).toMatchObject({ name: Class.name, status, code: 'some_code', requestId: 'req_1', errors: [] })
  expect(error.retryable).toBe([429, 503].includes(status))
})

test('the message says which call, what the server said, which fields, and the request id', async () => {
  const errors = ['/name', '/price', '/a', '/b', '/c', '/d'].map((path) => ({ path, message: 'is wrong' }))
  const body = {
    type: '',
    title: 'No',
    status: 400,
    code: 'invalid_request',
    detail: 'Look.',
    requestId: 'r',
    errors,
  }
  const error = await failWith(400, body, { 'x-request-id': 'req_header' })
  expect(error.message).toBe(
    'GET /v1/account answered 400 invalid_request: Look.; /name: is wrong; /price: is wrong; /a: is wrong; ' +
      '/b: is wrong; /c: is wrong; and 1 more [request req_header]',
  )
  expect(error).toMatchObject({ detail: 'Look.', errors, requestId: 'req_header' })
})

test('what the detail says already is not said again', async () => {
  const errors = [{ path: '/name', message: 'must not be empty' }]
  const detail = '/name must not be empty.'
  const body = { type: '', title: 'No', status: 400, code: 'invalid_request', detail, requestId: 'r', errors }
  expect((await failWith(400, body)).message).toBe(
    'GET /v1/account answered 400 invalid_request: /name must not be empty. [request r]',
  )
})

test('nothing of an error holds the key', async () => {
  const { inspect } = await import('node:util')
  expect(inspect(await failWith(401), { depth: 9, showHidden: true })).not.toContain('secret_part')
})
