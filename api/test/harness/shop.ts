import { type OrderCreate, VitrinePortal } from '../../../sdk/src/index.ts'
import { photoJpeg } from './pictures.ts'
import type { TestVitrine } from './vitrine.ts'

/** An account with a small catalogue, a tenant and its portal, as a visitor's page reaches it. */
export async function openShop(vitrine: TestVitrine, options: { name?: string; photo?: boolean } = {}) {
  const account = await vitrine.createAccount(options.name)
  const { client } = account
  const mug = await client.products.create({
    name: 'Mug émaillé',
    externalId: 'mug-basic',
    price: { amount: 890, currency: 'EUR' },
    minQuantity: 50,
    quantityStep: 25,
  })
  if (options.photo) await client.products.setImage(mug.id, await photoJpeg())
  const pen = await client.products.create({ name: 'Pen', price: { amount: 150, currency: 'EUR' } })
  const pack = await client.packs.create({
    name: 'Pack Onboarding',
    externalId: 'pack-onboarding',
    price: { amount: 4900, currency: 'EUR' },
    items: [
      { productId: mug.id, quantity: 1 },
      { productId: pen.id, quantity: 2 },
    ],
  })
  const tenant = await client.tenants.create({ name: `${options.name ?? 'Société'} Générale`, locale: 'fr' })
  const { secret } = await client.apiKeys.create({ type: 'publishable', name: 'site', allowedOrigins: ['*'] })
  const portals = new VitrinePortal({ publishableKey: secret, baseUrl: vitrine.url, maxRetries: 0 })
  return { ...account, publishableKey: secret, portals, tenant, mug, pen, pack }
}

/** Words that must be found nowhere but in the order itself. */
export const CANARIES = ['zephyrine', 'canari', '+33611223344', 'passage-du-secret']

export function orderFor(lines: OrderCreate['lines'], more: Partial<OrderCreate> = {}): OrderCreate {
  return {
    customer: {
      companyName: 'Société Générale',
      contactName: 'Zéphyrine Canari',
      email: 'zephyrine@canari.example',
      phone: '+33611223344',
    },
    shipping: { addressLine1: '3 passage-du-secret', postalCode: '75002', city: 'Paris', country: 'FR' },
    lines,
    ...more,
  }
}
