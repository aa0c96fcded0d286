import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRequest, request } from '../harness/http.ts'
import { logoSvg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { expectProblem } from './problem.ts'

let vitrine: TestVitrine
let key: string
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
  key = (await vitrine.createAccount()).secretKey
})
afterAll(() => vitrine?.stop())

const BOUNDARY = 'xyz'
const part = (headers: string, body: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${body}\r\n`
const field = (name: string, value: string) => part(`name="${name}"`, value)
const file = (name: string, body: string) =>
  part(`name="${name}"; filename="l.svg"\r\nContent-Type: image/svg+xml`, body)
const END = `--${BOUNDARY}--\r\n`

const post = (body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) =>
  request(`${vitrine.url}/v1/tenants`, { method: 'POST', key, headers: { 'content-type': type }, body })

test.each([
  ['nothing', ''],
  ['no end', field('name', 'A')],
  ['cut inside a part', `--${BOUNDARY}\r\nContent-Disposition: form-data; name="na`],
  [
    'cut inside the file',
    `${field('name', 'A')}--${BOUNDARY}\r\nContent-Disposition: form-data; name="logo"; filename="l"\r\n\r\nabc`,
  ],
  ['another boundary', '--other\r\nContent-Disposition: form-data; name="name"\r\n\r\nA\r\n--other--\r\n'],
  ['no disposition', `--${BOUNDARY}\r\n\r\nA\r\n${END}`],
  ['no name', `${part('', 'A')}${END}`],
  ['an unknown field', `${field('name', 'A')}${field('surprise', '1')}${END}`],
  ['an unknown file', `${field('name', 'A')}${file('photo', 'x')}${END}`],
  ['a field twice', `${field('name', 'A')}${field('name', 'B')}${END}`],
  ['text instead of the logo', `${field('name', 'A')}${field('logo', '<svg/>')}${END}`],
  [
    'two logos',
    `${field('name', 'A')}${file('logo', logoSvg().toString())}${file('logo', logoSvg().toString())}${END}`,
  ],
  ['no name of the tenant', `${file('logo', logoSvg().toString())}${END}`],
  ['settings that are no JSON', `${field('name', 'A')}${field('settings', '{')}${END}`],
  ['settings that are no object', `${field('name', 'A')}${field('settings', '[1]')}${END}`],
  [
    'deep settings',
    `${field('name', 'A')}${field('settings', '['.repeat(30_000) + ']'.repeat(30_000))}${END}`,
  ],
  ['NUL', `${field('name', 'A\0')}${END}`],
  ['half a pair', `${field('name', 'A')}${field('metadata', '{"a":"\\ud800"}')}${END}`],
  ['an array index', `${field('a[4294967294]', 'x')}${END}`],
  ['a huge index', `${field('tags[999999999][999999999]', 'x')}${END}`],
  ['brackets', `${field(`a${'[b]'.repeat(20)}`, 'x')}${END}`],
  [
    'the prototype',
    `${field('name', 'A')}${field('__proto__', '{"x":1}')}${field('constructor[prototype]', 'x')}${END}`,
  ],
  ['a thousand fields', Array.from({ length: 1000 }, (_, n) => field(`f${n}`, 'x')).join('') + END],
  ['a long field name', `${field('n'.repeat(5000), 'x')}${END}`],
  ['a long field', `${field('name', 'x'.repeat(100_000))}${END}`],
])('a form with %s is a 400, at once', async (_, body) => {
  const startedAt = performance.now()
  expectProblem(await post(body), 400, 'invalid_request')
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test.each([
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'b'.repeat(5000)}`,
])('a form of the type %s is a 400', async (type) => {
  expectProblem(await post(field('name', 'A') + END, type), 400, 'invalid_request')
})

test('an empty logo is no logo', async () => {
  const answer = await post(field('name', 'A') + file('logo', '') + END)
  expectProblem(answer, 422, 'unprocessable_image')
})

test('names of fields are plain: nothing was made, and nothing is slower than before', async () => {
  const made = await request(`${vitrine.url}/v1/tenants`, { key })
  expect(made.body.data).toEqual([])
})

test('a logo of more than 10 MB is a 413, whether its length is told or not', async () => {
  const body = field('name', 'Big') + file('logo', 'x'.repeat(11_000_000)) + END
  for (let round = 0; round < 3; round += 1) expectProblem(await post(body), 413, 'payload_too_large')
  const chunked = await request(`${vitrine.url}/v1/tenants`, {
    method: 'POST',
    key,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: body,
  })
  expectProblem(chunked, 413, 'payload_too_large')
})

test('a photo of more than 20 MB is a 413', async () => {
  const { client, secretKey } = await vitrine.createAccount()
  const { id } = await client.products.create({ name: 'P', price: { amount: 1, currency: 'EUR' } })
  const put = (headers: Record<string, string>, body: BodyInit) =>
    request(`${vitrine.url}/v1/products/${id}/image`, { method: 'PUT', key: secretKey, headers, body })
  const large = new Uint8Array(20_000_001)
  for (let round = 0; round < 3; round += 1)
    expectProblem(await put({ 'content-type': 'image/png' }, large), 413, 'payload_too_large')
  expectProblem(await put({ 'content-type': 'application/octet-stream' }, 'x'), 415, 'unsupported_media_type')
  expectProblem(await put({ 'content-type': 'image/png' }, ''), 422, 'unprocessable_image')
})

test('a connection that ends in the middle of a form leaves the server answering', async () => {
  const head = `POST /v1/tenants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 100000\r\n\r\n`
  for (let round = 0; round < 5; round += 1)
    await rawRequest(vitrine.url, head + field('name', 'A'), { end: true })
  expect((await request(`${vitrine.url}/healthz`)).status).toBe(200)
  expect((await request(`${vitrine.url}/v1/tenants`, { key })).body.data).toEqual([])
})
