import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Vitrine, VitrinePortal } from './index.ts'
import { json, serve } from './test-server.ts'
import { VERSION } from './version.ts'

test.each([
  [{ apiKey: undefined }, 'apiKey is missing'],
  [{ apiKey: '' }, 'apiKey is missing'],
  [{ apiKey: 'sk_a\nb' }, 'not a key'],
  [{ apiKey: 'pk_abc' }, 'VitrinePortal'],
  [{ apiKey: 'sk_a', baseUrl: 'vitrine.example.com' }, 'baseUrl'],
  [{ apiKey: 'sk_a', baseUrl: 'https://vitrine.example.com/?x' }, 'baseUrl'],
  [{ apiKey: 'sk_a', baseUrl: 'https://me:secret@vitrine.example.com' }, 'without credentials'],
  [{ apiKey: 'sk_a', timeoutMs: 0 }, 'timeoutMs'],
  [{ apiKey: 'sk_a', timeoutMs: Number.NaN }, 'timeoutMs'],
  [{ apiKey: 'sk_a', maxRetries: -1 }, 'maxRetries'],
  [{ apiKey: 'sk_a', maxRetries: 0.5 }, 'maxRetries'],
])('%j is refused', (options, message) => {
  expect(() => new Vitrine(options)).toThrow(message)
})

test('a secret key is refused where a browser could read it, without repeating it', () => {
  const make = () => new VitrinePortal({ publishableKey: 'sk_hidden' })
  expect(make).toThrow('never put a secret one where a browser can read it')
  expect(make).not.toThrow('hidden')
})

test('the key does not show when the client is printed', () => {
  const text = inspect(new Vitrine({ apiKey: 'sk_hidden' }), { depth: 9, showHidden: true })
  expect(text + JSON.stringify(new Vitrine({ apiKey: 'sk_hidden' }))).not.toContain('hidden')
})

test('what goes out, whatever baseUrl ends in', async () => {
  const { url, seen } = await serve((response) => json(response, 200, {}))
  for (const end of ['', '/', '/v1', '/v1/', '/under/a/path/']) {
    await new Vitrine({ apiKey: 'sk_test', baseUrl: url + end }).account.get()
  }
  const paths = seen.map((request) => request.path)
  expect(paths).toEqual([...Array(4).fill('/v1/account'), '/under/a/path/v1/account'])
  expect(seen[0]?.headers).toMatchObject({
    authorization: 'Bearer sk_test',
    accept: 'application/json',
    'user-agent': `vitrine-sdk/${VERSION}`,
  })
})

test('what came with a result can be asked for', async () => {
  const { url } = await serve((response) =>
    json(response, 200, { id: 'acct_1' }, { 'x-request-id': 'req_7' }),
  )
  const vitrine = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  const { data, response } = await vitrine.account.get().withResponse()
  expect(response).toMatchObject({ status: 200, requestId: 'req_7' })
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(data).toEqual({ id: 'acct_1' })
})

test('the version it tells is that of the package', async () => {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  expect(manifest.version).toBe(VERSION)
  expect(manifest.dependencies).toBeUndefined()
})
