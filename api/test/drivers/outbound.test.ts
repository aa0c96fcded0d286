import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer as createTcp } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../src/drivers/outbound/addresses.ts'
import { createOutbound } from '../../src/drivers/outbound/http.ts'
import { CERTIFICATE, PRIVATE_KEY } from './certificate.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
let server: Server
let answer: Answer
let hits = 0
let port: number
beforeAll(async () => {
  server = createHttp((request, response) => {
    hits += 1
    answer(request, response)
  })
  port = await listen(server)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  hits = 0
  answer = (_request, response) => response.end('hello')
})

const listen = async (what: { listen: Server['listen']; address: Server['address'] }) => {
  await new Promise<void>((resolve) => what.listen(0, '127.0.0.1', resolve))
  return (what.address() as AddressInfo).port
}
const at = (host: string) => async () => [{ address: host, family: host.includes(':') ? 6 : 4 }]
const inside = createOutbound({ allowPrivate: true, resolve: at('127.0.0.1') })
const outside = createOutbound({ allowPrivate: false, resolve: at('127.0.0.1') })
const FETCH = { limitBytes: 1000, timeoutMs: 2000 }
const POST = { body: '{}', headers: {}, timeoutMs: 2000, keepBytes: 10 }

describe('which addresses are public', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'no address',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each(['8.8.8.8', '100.63.255.255', '100.128.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://127.0.0.1./',
  'http://①②⑦.0.0.1/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://0/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[0:0:0:0:0:ffff:7f00:1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://a.localhost/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'https://printer.local/',
  'http://public.example/',
])('%s is refused when it is given and when it is called', async (url) => {
  const withPort = url.replace(/^(https?:\/\/[^/]+)\//, `$1:${port}/`)
  for (const text of [url, withPort]) {
    const message = 'does not lead to a public address'
    await expect(outside.checkUrl(text)).rejects.toMatchObject({ name: 'OutboundRefusedError', message })
    await expect(outside.fetchBytes(text, FETCH)).rejects.toMatchObject({ message })
    await expect(outside.post(text, POST)).rejects.toMatchObject({ message })
  }
  expect(hits).toBe(0)
})

test.each([
  ['not an address', 'must be absolute'],
  ['/relative', 'must be absolute'],
  ['ftp://public.example/', 'must be absolute'],
  ['file:///etc/passwd', 'must be absolute'],
  ['data:text/plain,x', 'must be absolute'],
  ['http://user:secret@public.example/', 'must not hold a user name'],
  ['http://user@public.example/', 'must not hold a user name'],
  ['http://public.example:25/', 'must use port'],
  ['https://public.example:22/', 'must use port'],
])('%s is refused also where private addresses are allowed: %s', async (url, message) => {
  await expect(inside.checkUrl(url)).rejects.toThrow(message)
  await expect(inside.fetchBytes(url, FETCH)).rejects.toThrow(message)
  await expect(inside.post(url, POST)).rejects.not.toThrow('secret')
})

test('a name that means something else by the time it is called reaches nothing', async () => {
  let asked = 0
  const resolve = async () => {
    asked += 1
    return [{ address: asked === 1 ? '93.184.215.14' : '127.0.0.1', family: 4 }]
  }
  const outbound = createOutbound({ allowPrivate: false, resolve })
  const url = `http://rebind.example:${port}/`
  await outbound.checkUrl(url)
  await expect(outbound.post(url, POST)).rejects.toThrow('does not lead to a public address')
  expect([asked, hits]).toEqual([2, 0])
})

test('one private address among public ones is enough to refuse', async () => {
  const resolve = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  const outbound = createOutbound({ allowPrivate: false, resolve })
  await expect(outbound.checkUrl('http://both.example/')).rejects.toThrow('public')
  await expect(outbound.fetchBytes(`http://both.example:${port}/`, FETCH)).rejects.toThrow('public')
  expect(hits).toBe(0)
})

test('a name that does not resolve now may be given, and fails when it is called', async () => {
  const resolve = async () => {
    throw Object.assign(new Error('x'), { code: 'ENOTFOUND' })
  }
  const outbound = createOutbound({ allowPrivate: false, resolve })
  await outbound.checkUrl('https://later.example/')
  await expect(outbound.post('https://later.example/', POST)).rejects.toMatchObject({ failure: 'unresolved' })
})

test('no redirect is followed', async () => {
  answer = (_request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${port}/other` }).end()
  await expect(inside.fetchBytes(`http://a.example:${port}/`, FETCH)).rejects.toMatchObject({
    failure: 'status',
  })
  expect((await inside.post(`http://a.example:${port}/`, POST)).status).toBe(302)
  expect(hits).toBe(2)
})

test('what is there comes whole, and what is sent arrives as it is', async () => {
  const seen: unknown[] = []
  answer = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push(request.method, request.headers.host, request.headers['x-a'], body)
    response.writeHead(200, { 'x-b': '2' }).end('hello')
  }
  const url = `http://a.example:${port}/path?q=1`
  const fetched = await inside.fetchBytes(url, FETCH)
  expect([fetched.status, new TextDecoder().decode(fetched.bytes)]).toEqual([200, 'hello'])
  const posted = await inside.post(url, { ...POST, body: '{"é":1}', headers: { 'x-a': '1' } })
  expect(posted.headers['x-b']).toBe('2')
  const host = `a.example:${port}`
  expect(seen).toEqual(['GET', host, undefined, '', 'POST', host, '1', '{"é":1}'])
})

test('an endless body is cut: too large to fetch, kept in part of an answer', async () => {
  answer = (_request, response) => {
    const drip = setInterval(() => response.write('x'.repeat(5000)), 5)
    response.on('close', () => clearInterval(drip))
  }
  const url = `http://a.example:${port}/`
  await expect(inside.fetchBytes(url, FETCH)).rejects.toMatchObject({ failure: 'too_large' })
  const posted = await inside.post(url, POST)
  expect([posted.status, posted.bytes.length]).toEqual([200, 10])
})

test('a length that is too large is not even read, and a compressed answer is refused', async () => {
  answer = (_request, response) => response.writeHead(200, { 'content-length': '1001' }).flushHeaders()
  const url = `http://a.example:${port}/`
  await expect(inside.fetchBytes(url, FETCH)).rejects.toMatchObject({ failure: 'too_large' })
  answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
  await expect(inside.fetchBytes(url, FETCH)).rejects.toMatchObject({ failure: 'broken' })
})

test('time is limited in total: silence, a drip of headers, a drip of the body', async () => {
  const url = `http://a.example:${port}/`
  const short = { ...FETCH, timeoutMs: 300 }
  answer = () => undefined
  await expect(inside.fetchBytes(url, short)).rejects.toMatchObject({ failure: 'timeout' })
  await expect(inside.post(url, { ...POST, timeoutMs: 300 })).rejects.toMatchObject({ failure: 'timeout' })
  answer = (_request, response) => {
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  }
  await expect(inside.fetchBytes(url, short)).rejects.toMatchObject({ failure: 'timeout' })
  const slow = createTcp((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    const drip = setInterval(() => socket.write('x: y\r\n'), 20)
    socket.on('error', () => undefined).on('close', () => clearInterval(drip))
  })
  const slowPort = await listen(slow as unknown as Server)
  await expect(
    inside.post(`http://a.example:${slowPort}/`, { ...POST, timeoutMs: 300 }),
  ).rejects.toMatchObject({
    failure: 'timeout',
  })
  slow.close()
  const mute = createOutbound({ allowPrivate: true, resolve: () => new Promise(() => undefined) })
  await expect(mute.fetchBytes(url, short)).rejects.toMatchObject({ failure: 'timeout' })
})

test('what nobody listens on, what breaks off and what is no HTTP fails with a reason', async () => {
  const closed = createTcp()
  const closedPort = await listen(closed as unknown as Server)
  await new Promise((resolve) => closed.close(resolve))
  await expect(inside.post(`http://a.example:${closedPort}/`, POST)).rejects.toMatchObject({
    failure: 'unreachable',
  })
  answer = (request) => request.socket.destroy()
  await expect(inside.post(`http://a.example:${port}/`, POST)).rejects.toMatchObject({ failure: 'broken' })
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '500' }).write('half')
    setTimeout(() => response.destroy(), 20)
  }
  await expect(inside.fetchBytes(`http://a.example:${port}/`, FETCH)).rejects.toMatchObject({
    failure: 'broken',
  })
})

test('a certificate that nobody vouches for is refused', async () => {
  const tls = createHttps({ key: PRIVATE_KEY, cert: CERTIFICATE }, (_request, response) =>
    response.end('hello'),
  )
  const tlsPort = await listen(tls as unknown as Server)
  for (const host of ['vitrine.test', 'other.test'])
    await expect(inside.post(`https://${host}:${tlsPort}/`, POST)).rejects.toMatchObject({ failure: 'tls' })
  tls.closeAllConnections()
  tls.close()
})
