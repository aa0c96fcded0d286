import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRequest, request } from '../harness/http.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
let url: string
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  const { client } = await vitrine.createAccount()
  url = (await client.tenants.create({ name: 'T', logo: logoSvg() })).logo!.images[0]!.url
  await writeFile(join(vitrine.dataDir, 'secret.txt'), 'secret')
  await writeFile(join(vitrine.dataDir, 'files', 'plain.html'), '<script>alert(1)</script>')
  await mkdir(join(vitrine.dataDir, 'files', 'folder.png'), { recursive: true })
})
afterAll(() => vitrine?.stop())

test('a picture is served for ever, as nothing but a picture', async () => {
  const { status, headers } = await request(url)
  expect(status).toBe(200)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect(headers.get('set-cookie')).toBeNull()
  const again = await request(url, { headers: { 'if-none-match': headers.get('etag')! } })
  expect([again.status, again.text]).toEqual([304, ''])
  const head = await request(url, { method: 'HEAD' })
  expect([head.status, head.text, head.headers.get('content-type')]).toEqual([200, '', 'image/png'])
})

test.each([
  '/files/../secret.txt',
  '/files/..%2fsecret.txt',
  '/files/%2e%2e/secret.txt',
  '/files/%2e%2e%2fsecret.txt',
  '/files/..%5csecret.txt',
  '/files/a/../../secret.txt',
  '/files//etc/passwd',
  '/files/%2fetc%2fpasswd',
  '/files/plain.html%00.png',
  '/files/.incoming/x.png',

  '/files/folder.png',
  '/files/folder.png/',
  '/files/',
  '/files',
  '/files/postgres.json',
  `/files/${'a'.repeat(401)}.png`,
])('%s is a 404', async (path) => {
  const answer = await rawRequest(vitrine.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 404 /)
  expect(answer).not.toContain('secret')
})

test('what is no picture is never served as a page', async () => {
  const { status, headers } = await request(`${vitrine.url}/files/plain.html`)
  expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})
