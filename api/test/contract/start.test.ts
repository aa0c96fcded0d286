import { expect, test } from 'vitest'
import { OPERATIONS, SECURITY_SCHEMES } from '../../src/contract/operations.ts'
import { createApp } from '../../src/http/app.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { createLog } from '../../src/log.ts'
import { OPERATIONS as DOCUMENT } from './spec.ts'

// What stops the start. Handlers and authenticators are never called here.
const never = async () => {
  throw new Error('not called')
}
const handlers = Object.fromEntries(OPERATIONS.map(({ id }) => [id, never]))
const authenticators = Object.fromEntries(SECURITY_SCHEMES.map((name) => [name, never]))
const start = (parts: { handlers?: object; authenticators?: object }) =>
  createApp({
    handlers,
    authenticators,
    log: createLog('silent'),
    metrics: createMetrics(async () => null),
    ...parts,
  } as never)

test('a whole set of handlers and authenticators starts', () => {
  expect(() => start({})).not.toThrow()
})

test.each(OPERATIONS)('without a handler for $id nothing starts', ({ id }) => {
  const { [id]: _, ...rest } = handlers
  expect(() => start({ handlers: rest })).toThrow(id)
})

test.each(SECURITY_SCHEMES)('without an authenticator for %s nothing starts', (name) => {
  const { [name]: _, ...rest } = authenticators
  expect(() => start({ authenticators: rest })).toThrow(name)
})

test('what the server goes by is what the document says', () => {
  const seen = OPERATIONS.map(({ id, method, path, schemes, scopes }) => ({
    id,
    method,
    path,
    scheme: schemes[0],
    scopes,
  }))
  expect(seen).toEqual(
    DOCUMENT.map(({ id, method, path, scheme, scopes }) => ({ id, method, path, scheme, scopes })),
  )
})
