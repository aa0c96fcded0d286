import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createGcsStore } from '../../src/drivers/object-store/gcs.ts'
import { createBucket } from '../harness/google.ts'
import { objectStoreSuite } from './object-store.ts'

// Google's own storage testbench, where one runs: STORAGE_EMULATOR_HOST=http://127.0.0.1:9000 (see api/deploy/README.md).
const endpoint = process.env.STORAGE_EMULATOR_HOST ?? ''

async function open() {
  const bucket = `b-${randomUUID()}`
  await createBucket(endpoint, bucket)
  return createGcsStore({ bucket, apiEndpoint: endpoint })
}

/** A store whose calls meet, in turn, what the testbench's own instructions say; `left` tells whether they were met. */
async function troubled(instructions: Record<string, string[]>) {
  const bucket = `b-${randomUUID()}`
  await createBucket(endpoint, bucket)
  const test_ = await fetch(`${endpoint}/retry_test`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify({ instructions }),
  })
  const { id } = (await test_.json()) as { id: string }
  // The testbench knows whom to trouble by a header, which the client does not send.
  const proxy = createServer((req, res) => {
    const headers = { ...req.headers, 'x-retry-test-id': id }
    const onward = request(endpoint + req.url, { method: req.method, headers, agent: false }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers)
      answer.on('error', () => res.destroy())
      answer.pipe(res)
    })
    onward.on('error', () => req.socket.destroy())
    req.pipe(onward)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    store: createGcsStore({
      bucket,
      apiEndpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    }),
    async stop() {
      proxy.closeAllConnections()
      proxy.close()
      const state = await fetch(`${endpoint}/retry_test/${id}`, { headers: { Connection: 'close' } })
      expect(await state.json()).toMatchObject({ completed: true })
    },
  }
}

const WRITE = 'storage.objects.insert'
const READ = 'storage.objects.get'
const large = randomBytes(9 << 20)
const cases: [string, Record<string, string[]>, Buffer][] = [
  [
    'a write that is refused, then broken off',
    { [WRITE]: ['return-503', 'return-reset-connection'] },
    large.subarray(0, 9),
  ],
  [
    'a large write of which some arrives',
    { [WRITE]: ['return-503-after-256K', 'return-503-after-8192K'] },
    large,
  ],
  [
    'a large write whose end is broken off',
    { [WRITE]: ['return-broken-stream-final-chunk-after-1024B'] },
    large,
  ],
  [
    'a read that is refused and broken off',
    { [READ]: ['return-429', 'return-broken-stream', 'return-reset-connection'] },
    large.subarray(0, 3 << 20),
  ],
  [
    'a read of which some arrives',
    { [READ]: ['return-broken-stream-after-512K'] },
    large.subarray(0, 3 << 20),
  ],
]

describe.skipIf(endpoint === '')('the Cloud Storage store on Google’s testbench', () => {
  objectStoreSuite(open)

  test('a large object goes in pieces, and is written once', { timeout: 60_000 }, async () => {
    const store = await open()
    const body = randomBytes(9 << 20)
    expect(await store.put('large/a.png', body)).toBe('created')
    expect(Buffer.compare((await store.get('large/a.png')).body as Buffer, body)).toBe(0)
    expect(await store.put('large/a.png', body)).toBe('exists')
  })

  test.each(cases)(
    '%s succeeds all the same, and once',
    { timeout: 60_000 },
    async (_name, trouble, body) => {
      const { store, stop } = await troubled(trouble)
      expect(await store.put('a/b.png', body)).toBe('created')
      expect(Buffer.compare((await store.get('a/b.png')).body as Buffer, body)).toBe(0)
      expect(await store.put('a/b.png', body)).toBe('exists')
      await stop()
    },
  )

  test('a bucket that is not there is trouble, and not a picture that is missing', async () => {
    const store = createGcsStore({ bucket: 'nowhere', apiEndpoint: endpoint })
    await expect(store.get('a/b.png')).rejects.toThrow('cannot read')
  })

  test('browsers read it, and know what it is', async () => {
    const store = await open()
    await store.put('a/b.webp', new Uint8Array([1, 2, 3]))
    const response = await fetch(store.publicUrl('a/b.webp'))
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(response.headers.get('content-type')).toBe('image/webp')
  })
})
