import { randomBytes, randomUUID } from 'node:crypto'
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

describe.skipIf(endpoint === '')('the Cloud Storage store on Google’s testbench', () => {
  objectStoreSuite(open)

  test('a large object goes in pieces, and is written once', { timeout: 60_000 }, async () => {
    const store = await open()
    const body = randomBytes(9 << 20)
    expect(await store.put('large/a.png', body)).toBe('created')
    expect(Buffer.compare((await store.get('large/a.png')).body as Buffer, body)).toBe(0)
    expect(await store.put('large/a.png', body)).toBe('exists')
  })

  test('browsers read it, and know what it is', async () => {
    const store = await open()
    await store.put('a/b.webp', new Uint8Array([1, 2, 3]))
    const response = await fetch(store.publicUrl('a/b.webp'))
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(response.headers.get('content-type')).toBe('image/webp')
  })
})
