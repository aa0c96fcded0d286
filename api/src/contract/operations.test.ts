import { expect, test } from 'vitest'
import { matchOperation } from './operations.ts'

const idOf = (method: string, path: string) => {
  const match = matchOperation(method, path)
  return match.kind === 'operation' ? match.operation.id : match.kind
}

test.each([
  ['GET', '/v1/tenants', 'listTenants'],
  ['HEAD', '/v1/tenants', 'listTenants'],
  ['PATCH', '/v1/products/x', 'updateProduct'],
  ['GET', '/files/a/b/c.png', 'getFile'],
  ['GET', '/v1//tenants', 'none'],
  ['GET', '//v1/tenants', 'none'],
  ['GET', '/v1/tenants/', 'none'],
  ['GET', '/V1/tenants', 'none'],
  ['GET', '/v1/TENANTS', 'none'],
  ['GET', '/v1/tenants/a/b', 'none'],
  ['GET', '/v1/tenants\n', 'none'],
  ['GET', '/', 'none'],
])('%s %s is %s', (method, path, id) => {
  expect(idOf(method, path)).toBe(id)
})

test('another method is told which ones there are', () => {
  expect(matchOperation('DELETE', '/v1/tenants')).toEqual({ kind: 'method', allowed: ['GET', 'POST'] })
  expect(matchOperation('HEAD', '/v1/generations/x/cancel')).toEqual({ kind: 'method', allowed: ['POST'] })
})

test('parameters are decoded once', () => {
  expect(matchOperation('GET', '/v1/portals/a%2Fb%2520c')).toMatchObject({ params: { slug: 'a/b%20c' } })
  expect(() => matchOperation('GET', '/v1/portals/%zz')).toThrow(URIError)
})
