import type { Tenant, Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'
import { type Host, startHost } from './host.ts'

/** A portal as a partner would have made it, and a site that embeds it. */
export interface Shop {
  vitrine: TestVitrine
  client: Vitrine
  host: Host
  tenant: Tenant
  /** Open to the host's origin only. */
  publishableKey: string
  /** The address of the host's page with the portal on it. */
  page(attributes?: Record<string, string>, lang?: string): string
  stop(): Promise<void>
}

/** As hostile as a catalogue can be. */
export const HOSTILE = `<img src=x onerror="globalThis.pwned=1">"'\${globalThis.pwned=1}{{7*7}}</script><script>globalThis.pwned=1</script>`

const onFront = { layers: [{ mode: 'box' as const, centerXPct: 50, centerYPct: 50, widthPct: 30 }] }

export async function openShop(options: { worker?: boolean } = {}): Promise<Shop> {
  const vitrine = await startVitrine(options)
  const { client } = await vitrine.createAccount('Partner')
  const host = await startHost(vitrine.url)
  await fill(client)
  const tenant = await client.tenants.create({
    name: 'Société Générale',
    locale: 'fr',
    logo: logoSvg(),
    settings: { leadTimeWeeks: { min: 3, max: 4 }, supportEmail: 'bonjour@example.com' },
  })
  const { secret } = await client.apiKeys.create({
    type: 'publishable',
    name: 'Host',
    allowedOrigins: [host.origin],
  })
  return {
    vitrine,
    client,
    host,
    tenant,
    publishableKey: secret,
    page: (attributes = {}, lang) =>
      host.page({ portal: tenant.slug, 'publishable-key': secret, routing: 'hash', ...attributes }, lang),
    async stop() {
      await host.stop()
      await vitrine.stop()
    },
  }
}

/** 31 products, so that there is a second page; the first five and the packs have photos. */
async function fill(client: Vitrine): Promise<void> {
  const drinkware = await client.collections.create({ name: 'Boire', slug: 'boire', position: 1 })
  await client.collections.setImage(drinkware.id, await photo(0))
  await client.collections.create({ name: 'Vide', slug: 'vide', position: 2 })
  const named: [string, number, object][] = [
    ['Mug émaillé', 1250, { slug: 'mug', collectionId: drinkware.id, minQuantity: 50, quantityStep: 10 }],
    ['Gourde isotherme', 2450, { slug: 'gourde', collectionId: drinkware.id }],
    ['Carnet A5', 990, { slug: 'carnet' }],
    [HOSTILE, 100, { slug: 'hostile', description: HOSTILE }],
  ]
  const products = []
  for (const [position, [name, amount, fields]] of named.entries()) {
    const product = await client.products.create({
      name,
      price: { amount, currency: 'EUR' },
      position,
      ...fields,
    })
    await client.products.setImage(product.id, await photo(position))
    await client.products.setPlacement(product.id, onFront)
    products.push(product)
  }
  for (let i = 0; i < 27; i++) {
    const pen = { name: `Stylo ${i + 1}`, price: { amount: 2000 + i, currency: 'EUR' }, position: 10 + i }
    const { id } = await client.products.create(pen)
    if (i === 0) await client.products.setImage(id, await photo(5))
  }
  for (const [position, name] of ['Pack Bienvenue', 'Pack Séminaire'].entries()) {
    const items = products.slice(0, 3).map(({ id }, index) => ({ productId: id, quantity: index + 1 }))
    const slug = ['bienvenue', 'seminaire'][position]!
    const pack = await client.packs.create({
      name,
      slug,
      price: { amount: 4900, currency: 'EUR' },
      items,
      position,
    })
    await client.packs.setImage(pack.id, await photo(4 + position))
    await client.packs.setPlacement(pack.id, onFront)
  }
}

function photo(index: number): Promise<Buffer> {
  return photoJpeg({
    size: 400,
    color: ['#c9b79c', '#8fa3ad', '#b5c4b1', '#d3b8ae', '#a9a4c0', '#c4c4a8'][index]!,
  })
}
