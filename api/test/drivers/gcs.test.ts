import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Storage } from '@google-cloud/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGcsStore } from '../../src/drivers/object-store/gcs.ts'
import { ObjectStoreUnavailableError } from '../../src/ports/object-store.ts'
import { createBucket } from '../harness/google.ts'
import { type GcsServer, startGcsServer } from './gcs/server.ts'
import { objectStoreSuite } from './object-store.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
let server: GcsServer
beforeAll(async () => {
  server = await startGcsServer({ pageSize: 3, publicKey: keys.publicKey, anyBucket: false })
})
afterAll(() => server?.stop())

/** A store on a bucket of its own. */
async function open(bucket = `b-${randomUUID()}`) {
  await createBucket(server.url, bucket)
  return createGcsStore({ bucket, apiEndpoint: server.url })
}
/** Runs with the server in trouble, and counts what was asked of it. */
async function disturbed<T>(disturb: GcsServer['disturb'], work: () => Promise<T>): Promise<T> {
  server.disturb = disturb
  try {
    return await work()
  } finally {
    server.disturb = () => undefined
  }
}

describe('the Cloud Storage store', () => {
  objectStoreSuite(open)
})

test('browsers and the CDN keep what they read, and know what it is', async () => {
  const store = await open()
  await store.put('a/b.webp', new Uint8Array([1, 2, 3]))
  const response = await fetch(store.publicUrl('a/b.webp'))
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('content-type')).toBe('image/webp')
})

test('its addresses are the bucket’s own, or those of what stands before it', () => {
  expect(createGcsStore({ bucket: 'b' }).publicUrl('a/b.png')).toBe(
    'https://storage.googleapis.com/b/a/b.png',
  )
  expect(createGcsStore({ bucket: 'b', publicUrl: 'https://cdn.example' }).publicUrl('a/b.png')).toBe(
    'https://cdn.example/a/b.png',
  )
})

test('a large object goes in pieces; one that is lost is sent again, and the whole is right', {
  timeout: 60_000,
}, async () => {
  const store = await open()
  const body = randomBytes(9 << 20)
  let broken = 0
  await disturbed(
    ({ method }) => {
      if (method !== 'PUT' || broken === 3) return undefined
      broken += 1
      // One that was lost whole, and two of which the half arrived.
      return broken === 1 ? 503 : 'half'
    },
    () => store.put('large/a.png', body),
  )
  expect(broken).toBe(3)
  expect(server.log.some((line) => line.includes('uploadType=resumable'))).toBe(true)
  expect(Buffer.compare((await store.get('large/a.png')).body as Buffer, body)).toBe(0)
  expect(await store.put('large/a.png', body)).toBe('exists')
})

test('of two large objects that are begun at once one is written, and the other told that it exists', async () => {
  const store = await open()
  const body = randomBytes(9 << 20)
  const outcomes = await Promise.all([store.put('large/b.png', body), store.put('large/b.png', body)])
  expect(outcomes.toSorted()).toEqual(['created', 'exists'])
})

test('an answer that was lost is asked for again: what is there is ours, and stays', async () => {
  const store = await open()
  await store.put('a/lost.png', new Uint8Array([1]))
  let count = 0
  const outcome = await disturbed(
    () => {
      count += 1
      return count === 1 ? 'reset' : undefined
    },
    () => store.put('a/lost.png', new Uint8Array([1])),
  )
  expect([outcome, count]).toEqual(['exists', 2])
})

test('trouble that passes is waited out; that which stays is unavailable, and nothing is half done', {
  timeout: 90_000,
}, async () => {
  const store = await open()
  const flaky: GcsServer['disturb'] = ({ count }) =>
    count % 5 === 0 ? 503 : count % 7 === 0 ? 'reset' : undefined
  await disturbed(flaky, async () => {
    const all = Array.from({ length: 10 }, (_, n) => n)
    await Promise.all(all.map((n) => store.put(`t/${n}.png`, new Uint8Array([n]))))
    const read = await Promise.all(all.map((n) => store.get(`t/${n}.png`)))
    expect(read.map(({ body }) => body[0])).toEqual(all)
    await store.replace('t/0.png', new Uint8Array([9]))
    await store.deletePrefix('t/')
  })
  await expect(store.get('t/0.png')).rejects.toThrow('no object')
  // A refusal is not worth another try; 403 stands for a permission that was taken away.
  await disturbed(
    () => 403,
    async () => {
      await expect(store.put('a/b.png', new Uint8Array(1))).rejects.toThrow(ObjectStoreUnavailableError)
      await expect(store.replace('a/b.png', new Uint8Array(1))).rejects.toThrow(ObjectStoreUnavailableError)
      await expect(store.get('a/b.png')).rejects.toThrow(ObjectStoreUnavailableError)
      await expect(store.check()).rejects.toThrow(ObjectStoreUnavailableError)
      await expect(store.deletePrefix('a/')).rejects.toThrow(ObjectStoreUnavailableError)
    },
  )
  expect(await store.put('a/b.png', new Uint8Array(1))).toBe('created')
})

test('bytes that were damaged on the way are not taken for the object', async () => {
  const store = await open('damage')
  await store.put('a/b.png', Buffer.from('whole'))
  const { port } = new URL(server.url)
  const damaging = createServer(async (req, res) => {
    const response = await fetch(`http://127.0.0.1:${port}${req.url}`)
    const headers = Object.fromEntries(response.headers)
    res.writeHead(response.status, headers).end('wh0le')
  })
  await new Promise<void>((resolve) => damaging.listen(0, '127.0.0.1', resolve))
  const { port: through } = damaging.address() as { port: number }
  const reader = createGcsStore({ bucket: 'damage', apiEndpoint: `http://127.0.0.1:${through}` })
  await expect(reader.get('a/b.png')).rejects.toThrow(ObjectStoreUnavailableError)
  damaging.closeAllConnections()
  await new Promise((resolve) => damaging.close(resolve))
})

test('a bucket that is not there is trouble, and not a picture that is missing', async () => {
  const store = createGcsStore({ bucket: 'nowhere', apiEndpoint: server.url })
  await expect(store.check()).rejects.toThrow('cannot reach the bucket nowhere')
  await expect(store.get('a/b.png')).rejects.toThrow(ObjectStoreUnavailableError)
  await expect(store.put('a/b.png', new Uint8Array(1))).rejects.toThrow(ObjectStoreUnavailableError)
})

test('a permission that is missing is named by the check', async () => {
  const strict = await startGcsServer({ denied: ['storage.objects.create'] })
  try {
    const store = createGcsStore({ bucket: 'b', apiEndpoint: strict.url })
    await expect(store.check()).rejects.toThrow('does not grant storage.objects.create')
  } finally {
    await strict.stop()
  }
})

test('the server it is tried against answers ranges, and refuses an address whose signature is not right', async () => {
  const bucket = `b-${randomUUID()}`
  await (await open(bucket)).put('a/b.png', Buffer.from('0123456789'))
  const part = await fetch(`${server.url}/${bucket}/a/b.png`, { headers: { range: 'bytes=2-4' } })
  expect([part.status, await part.text()]).toEqual([206, '234'])
  const end = await fetch(`${server.url}/${bucket}/a/b.png`, { headers: { range: 'bytes=-3' } })
  expect([end.status, end.headers.get('content-range')]).toEqual([206, 'bytes 7-9/10'])
  const beyond = await fetch(`${server.url}/${bucket}/a/b.png`, { headers: { range: 'bytes=10-' } })
  expect(beyond.status).toBe(416)
  const storage = new Storage({
    apiEndpoint: server.url,
    projectId: 'local',
    credentials: {
      client_email: 'signer@local.iam.gserviceaccount.com',
      private_key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    },
  })
  const [signed] = await storage
    .bucket(bucket)
    .file('a/b.png')
    .getSignedUrl({ version: 'v4', action: 'read', expires: Date.now() + 60_000 })
  expect(await (await fetch(signed)).text()).toBe('0123456789')
  expect((await fetch(signed.replace('a/b.png', 'a/c.png'))).status).toBe(403)
  expect((await fetch(signed.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=600000'))).status).toBe(403)
})
