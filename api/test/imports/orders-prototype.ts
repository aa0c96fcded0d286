import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { logoSvg } from '../harness/pictures.ts'

/** Words that must be found nowhere but in the orders themselves. */
export const CANARIES = ['Zéphyrine', 'canari', '0611223344', 'passage du secret', 'comptabilité']

const mug = {
  id: 'mug-basic',
  slug: 'mug',
  name: 'Mug d’alors',
  price: 8.9,
  imageUrl: '/portals/acme/products/catalog/mug-basic.png',
  category: 'Mugs',
}
const welcome = { id: 'pack-welcome', name: 'Pack Bienvenue', price: 49.9, category: 'Pack' }
const customer = {
  firstName: 'Zéphyrine',
  lastName: 'Canari',
  email: 'zephyrine@canari.example',
  company: 'Acme France',
  department: 'comptabilité',
  phone: '0611223344',
}
const at = '2025-03-04T05:06:07.891Z'
const made = Date.parse('2024-11-12T13:14:15.161Z')

const line = (product: object, quantity: unknown) => ({ product, quantity })
const order = (id: string, more: object = {}) => ({
  ...{ id, tenant: 'acme', orderDate: at, customer, items: [line(mug, 10)], total: 89, status: 'pending' },
  ...more,
})

/** Every odd thing that is known of the prototype's orders, each in one of its own. By the file's path. */
const ORDERS: Record<string, unknown> = {
  'acme/order-CMD-LX3K2ABC.json': order('CMD-LX3K2ABC', {
    items: [line(mug, 10), line(welcome, 2)],
    total: 188.8,
  }),
  // Frozen: the name and price of then; an id that was given up; one that nobody knows.
  'acme/order-old.json': order('old', {
    items: [
      line({ ...mug, id: 'mug-ceramic', name: 'Mug céramique', price: 0.1 }, 3),
      line({ id: 'yo-yo', name: 'Yo-yo', price: 1.005 }, 1),
    ],
    total: 0.30000000000000004,
    status: 'confirmed',
  }),
  'acme/order-pack.json': order('pack', {
    items: [
      line({ ...welcome, id: 'welcome', items: [{ productId: 'mug-ceramic', quantity: 2 }] }, 1),
      line({ ...welcome, id: 'gone-pack', items: [{ productId: 'yo-yo', quantity: 2 }] }, 1),
    ],
    total: null,
    status: 'processing',
  }),
  // Written by a program that knew no JSON: NaN.
  'acme/order-nan.json': JSON.stringify(order('nan', { total: 'NAN', status: 'completed' })).replace(
    '"NAN"',
    'NaN',
  ),
  [`acme/order-ORD-${made}-4242.json`]: order(`ORD-${made}-4242`, { orderDate: '', status: 'shipped' }),
  [`acme/order-acme-${made}-x7f.json`]: order(`acme-${made}-x7f`, { orderDate: 'yesterday' }),
  [`acme/order-CMD-${made.toString(36)}.json`]: order(`CMD-${made.toString(36)}`, { orderDate: null }),
  'acme/order-timeless.json': order('timeless', { orderDate: '1970-01-01', status: 'pending_quote' }),
  // Looks like a number that we shall give.
  'acme/order-2026-00001.json': order('2026-00001'),
  'acme/order-copy.json': order('CMD-LX3K2ABC'),
  'acme/order-no-id.json': { ...order(''), total: undefined },
  'acme/order-addresses.json': order('addresses', {
    shipping: {
      addressLine1: '3 passage du secret',
      addressLine2: '',
      zipCode: '75002',
      city: 'Paris',
      country: 'France',
    },
    billing: {
      street: '1 rue',
      postalCode: 'SW1',
      city: 'London',
      country: 'UK',
      siret: '552 081 317 66522',
    },
    notes: 'Sonner deux fois',
    internalReference: 'PO-7',
    desiredDeliveryDate: '2025-04-01T00:00:00.000Z',
    secretField: 'Zéphyrine',
  }),
  'acme/order-atlantis.json': order('atlantis', {
    shipping: { address: '3 passage du secret', postalCode: '1', city: 'Atlantis', country: 'Atlantis' },
  }),
  'acme/order-no-mail.json': order('no-mail', { customer: { ...customer, email: 'zephyrine@' } }),
  'acme/order-bare.json': order('bare', {
    customer: { firstName: '', lastName: '', email: 'zephyrine@canari.example', company: ' ' },
  }),
  'acme/order-nobody.json': order('nobody', { customer: undefined }),
  'acme/order-lines.json': order('lines', {
    items: [line(mug, 0), line(mug, 1.5), { quantity: 1 }, 'x', line({ ...mug, price: null }, '2')],
  }),
  'acme/order-empty.json': order('empty', { items: [] }),
  'acme/order-cut.json': '{"id": "cut", "customer": {"firstName": "Zéphyrine", "lastName": "Can',
  'acme/order-list.json': [order('listed')],
  'acme/order-evil.json':
    '{"id": "evil\\u0000\\u001b[2J", "__proto__": {"isAdmin": true}, "tenant": "other", "orderDate": "2025-01-01T00:00:00Z", "items": [{"product": {"id": "mug-basic", "name": "<img onerror=alert(1)>", "price": 1e308}, "quantity": 1}], "status": "confirmed"}',
  'acme/notes.txt': 'canari',
  'lost-tenant/order-CMD-LX3K2ABC.json': order('CMD-LX3K2ABC', { tenant: 'lost-tenant' }),
}

/** A checkout with a catalogue as JSON, one tenant, and orders. */
export async function makeOrdersPrototype(folder: string): Promise<void> {
  const put = async (path: string, content: unknown) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  await put('src/data/products.json', [{ id: 'mug-basic', slug: 'mug', name: 'Mug', price: 12 }])
  await put('src/data/packs.json', {
    packs: [
      { id: 'welcome', name: 'Bienvenue', price: 60, items: [{ productId: 'mug-basic', quantity: 1 }] },
    ],
  })
  // One id for two things, and a placement that does not say which it means.
  await put('src/data/collections.json', [{ id: 'mug-basic', slug: 'mugs', name: 'Mugs' }])
  await put('src/data/logo-placements.json', {
    'mug-basic': { centerXPct: 50, centerYPct: 50, widthPct: 20 },
  })
  await put('public/portals/acme/config.json', { slug: 'acme', name: 'Acme', logoUrl: 'logo.svg' })
  await put('public/portals/acme/logo.svg', logoSvg().toString())
  for (const [path, content] of Object.entries(ORDERS)) await put(`public/orders/${path}`, content)
  await put('../elsewhere/order-stolen.json', order('stolen'))
  await symlink(
    join(folder, '../elsewhere/order-stolen.json'),
    join(folder, 'public/orders/acme/stolen.json'),
  )
  await symlink(join(folder, '../elsewhere'), join(folder, 'public/orders/elsewhere'))
}
