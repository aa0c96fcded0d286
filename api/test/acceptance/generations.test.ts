import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, type Vitrine, VitrinePortal } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestProcess, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  // Without photos kept ready on disk: a damaged one would not be missed.
  vitrine = await startVitrine({ worker: false, env: { FITTED_CACHE_MB: '0' } })
})
afterAll(() => vitrine?.stop())

const layers = [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 } as const]

/** A partner with products that each have a photo of their own, and one client company. */
async function setUp(count: number) {
  const { client, accountId } = await vitrine.createAccount()
  const products: Product[] = []
  const photos: Buffer[] = []
  for (let n = 0; n < count; n += 1) {
    const photo = await photoJpeg({ color: `#40${n}0${n}0`, size: 300 })
    const { id } = await client.products.create({
      name: `Item ${n}`,
      price: { amount: 100, currency: 'EUR' },
      position: n,
    })
    await client.products.setImage(id, photo)
    products.push(await client.products.setPlacement(id, { layers }))
    photos.push(photo)
  }
  return { client, accountId, products, photos }
}

async function withWorker<T>(work: (worker: TestProcess) => Promise<T>): Promise<T> {
  const worker = await vitrine.startProcess('worker')
  try {
    return await work(worker)
  } finally {
    await worker.kill()
  }
}

const createTenant = async (client: Vitrine) => {
  const tenant = await client.tenants.create({ name: 'Client', logo: logoSvg() })
  return { tenant, generation: tenant.generation! }
}

test('what is up to date counts as done and is not rendered again', async () => {
  const { client } = await setUp(3)
  await withWorker(async () => {
    const { tenant, generation } = await createTenant(client)
    expect(await client.generations.wait(generation.id)).toMatchObject({
      status: 'succeeded',
      progress: { total: 3, done: 3, failed: 0 },
    })
    const before = (await client.tenants.renders(tenant.id)).data
    const again = await client.generations.create(tenant.id)
    expect(again).toMatchObject({ reason: 'requested', status: 'queued' })
    expect(await client.generations.wait(again.id)).toMatchObject({
      progress: { total: 3, done: 3, failed: 0 },
    })
    // The time of a render is that of its making.
    expect((await client.tenants.renders(tenant.id)).data).toEqual(before)
    const all = (await client.generations.list(tenant.id)).data.map(({ id }) => id)
    expect(all).toEqual([again.id, generation.id])
  })
})

test('canceled before the worker comes, it can be retried and then ends', async () => {
  const { client } = await setUp(2)
  const { tenant, generation } = await createTenant(client)
  expect(await client.generations.cancel(generation.id)).toMatchObject({ status: 'canceled' })
  await expect(client.generations.cancel(generation.id)).rejects.toMatchObject({
    status: 409,
    code: 'conflict',
  })
  await withWorker(async () => {
    const next = await client.generations.create(tenant.id)
    await client.generations.wait(next.id)
    expect(await client.generations.get(generation.id)).toMatchObject({ status: 'canceled' })
    await client.generations.retry(generation.id)
    expect(await client.generations.wait(generation.id)).toMatchObject({ status: 'succeeded' })
    await expect(client.generations.retry(generation.id)).rejects.toMatchObject({
      status: 409,
      code: 'conflict',
    })
  })
})

test('canceled in the middle, what is done stays and the rest can be retried', async () => {
  const { client } = await setUp(8)
  await withWorker(async () => {
    const { tenant, generation } = await createTenant(client)
    const progress = async () => (await client.generations.get(generation.id)).progress.done
    await expect.poll(progress, { interval: 5, timeout: 15_000 }).toBeGreaterThan(0)
    const canceled = await client.generations.cancel(generation.id)
    expect(canceled.status).toBe('canceled')
    expect(canceled.progress.done).toBeLessThan(8)
    const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'p', allowedOrigins: ['*'] })
    const portal = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.url })
    const shown = (await portal.items(tenant.slug)).data.map(({ renderStatus }) => renderStatus)
    expect(shown).not.toContain('pending')
    expect(shown).toContain('ready')
    await client.generations.retry(generation.id)
    expect(await client.generations.wait(generation.id)).toMatchObject({
      status: 'succeeded',
      progress: { total: 8, done: 8, failed: 0 },
    })
  })
})

test('a poison item fails alone, with a reason, and is mended by sending its photo again', async () => {
  const { client, accountId, products, photos } = await setUp(4)
  const fileOf = (photo: Buffer) =>
    join(
      vitrine.dataDir,
      'files',
      accountId,
      'photos',
      `${createHash('sha256').update(photo).digest('hex')}.jpeg`,
    )
  await writeFile(fileOf(photos[1]!), 'no picture any more')
  await rm(fileOf(photos[2]!))
  await withWorker(async () => {
    const { tenant, generation } = await createTenant(client)
    const ended = await client.generations.wait(generation.id)
    expect(ended).toMatchObject({ status: 'partially_failed', progress: { total: 4, done: 2, failed: 2 } })
    expect(ended.failures.map(({ itemId }) => itemId).toSorted()).toEqual([products[1]!.id, products[2]!.id])
    for (const { code, detail } of ended.failures) {
      expect(code).toMatch(/^(unprocessable_image|unsupported_media_type)$/)
      expect(detail).toMatch(/^[A-Z].*\.$/)
    }

    // The very same files: nothing else need be found to mend it.
    await client.products.setImage(products[1]!.id, photos[1]!)
    await client.products.setImage(products[2]!.id, photos[2]!)
    await client.generations.retry(generation.id)
    expect(await client.generations.wait(generation.id)).toMatchObject({ status: 'succeeded', failures: [] })
    const renders = (await client.tenants.renders(tenant.id)).data
    expect(renders.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready', 'ready'])
  })
})

test('an item deleted while it waits does not keep its generation from ending', async () => {
  const { client, products } = await setUp(6)
  await withWorker(async () => {
    const { generation } = await createTenant(client)
    const status = async () => (await client.generations.get(generation.id)).status
    await expect.poll(status, { interval: 5, timeout: 15_000 }).not.toBe('queued')
    await Promise.all(products.map(({ id }) => client.products.delete(id)))
    const ended = await client.generations.wait(generation.id, { timeoutMs: 15_000 })
    expect(ended.progress.failed).toBe(0)
    expect(ended.status).toBe('succeeded')
  })
})

test('a catalogue that changes while tenants are made reaches every one of them', async () => {
  const { client } = await setUp(1)
  await withWorker(async () => {
    const tenants = []
    for (let n = 0; n < 6; n += 1) {
      const making = client.tenants.create({ name: `T${n}`, logo: logoSvg(`#0${n}0000`) })
      const item = await client.products.create({ name: `Late ${n}`, price: { amount: 1, currency: 'EUR' } })
      await client.products.setImage(item.id, await photoJpeg({ size: 120, color: `#0${n}ff00` }))
      await client.products.setPlacement(item.id, { layers })
      tenants.push(await making)
    }
    for (const tenant of tenants) {
      const ready = async () =>
        (await client.tenants.renders(tenant.id)).data.filter(({ status }) => status === 'ready').length
      await expect.poll(ready, { timeout: 20_000, interval: 100 }).toBe(7)
    }
  })
})
