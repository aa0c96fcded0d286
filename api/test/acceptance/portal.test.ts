import { afterAll, beforeAll, expect, test } from 'vitest'
import { VitrinePortal } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ imageFormats: 'webp,avif,jpeg' })
})
afterAll(() => vitrine?.stop())

test('a name and a logo make a live portal whose products wear the logo', async () => {
  const { client } = await vitrine.createAccount()
  const mug = await client.products.create({ name: 'Mug', price: { amount: 890, currency: 'EUR' } })
  await client.products.setImage(mug.id, await photoJpeg())
  await client.products.setPlacement(mug.id, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
  })

  const tenant = await client.tenants.create({ name: 'Société Générale', logo: logoSvg() })
  expect(tenant.slug).toBe('societe-generale')
  const generation = await client.generations.wait(tenant.generation!.id)
  expect(generation).toMatchObject({ status: 'succeeded', progress: { total: 1, done: 1, failed: 0 } })

  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'site', allowedOrigins: ['*'] })
  const portal = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.url })
  const { featuredProducts } = await portal.get(tenant.slug)
  expect(featuredProducts[0]).toMatchObject({ name: 'Mug', renderStatus: 'ready' })
  expect(featuredProducts[0]!.images.map(({ format, width }) => `${format} ${width}`).toSorted()).toEqual(
    ['webp 480', 'webp 1000', 'avif 480', 'avif 1000', 'jpeg 1000'].toSorted(),
  )
  for (const image of featuredProducts[0]!.images) {
    const response = await fetch(image.url)
    expect(response.headers.get('content-type')).toBe(`image/${image.format}`)
    expect((await response.arrayBuffer()).byteLength).toBe(image.bytes)
  }
})
