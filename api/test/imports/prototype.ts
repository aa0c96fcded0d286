import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'

/**
 * A small checkout of the prototype with everything that is known to be wrong with real ones. Every line that is odd
 * is odd on purpose.
 */
export async function makePrototype(folder: string): Promise<void> {
  const put = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  await put('src/data/products.ts', PRODUCTS)
  await put('src/data/packs.ts', PACKS)
  await put('src/data/collections.ts', COLLECTIONS)
  await put('prisma/seed.ts', SEED.replace('CANARY', join(folder, 'canary')))
  await put('src/data/logo-placements.json', `\ufeff${JSON.stringify(PLACEMENTS, null, 2)}`)
  await putPhotos(put)
  await putPortals(put)
  await putHostile(folder, put)
}

/** The smaller set: what is only here is an item that was given up. */
const PRODUCTS = `import type { Product } from '../types'

// Prix HT
export const products: Product[] = [
  { id: 'mug-basic', slug: 'mug', name: 'Mug', price: 1, imageUrl: '/images/mug.jpg' },
  { id: 'hoodie-classic', slug: 'hoodie-classic', name: 'Ancien hoodie', price: 30, imageUrl: '/images/old.jpg' },
]
`

const PACKS = `export const packs = [
  {
    id: 'onboarding', slug: 'onboarding', name: 'Pack Onboarding', description: '', price: 49.9,
    imageUrl: '/images/packs/onboarding.png',
    items: [
      { productId: 'mug-basic', quantity: 1 },
      { productId: 'bottle-basic', quantity: 2 },
      { productId: 'mug-basic', quantity: 1 },
      { productId: 'nowhere', quantity: 1 },
      { productId: 'tote-basic', quantity: 0 },
    ],
  },
  { id: 'empty-pack', slug: 'empty-pack', name: 'Rien', price: 5, items: [{ productId: 'nowhere', quantity: 1 }] },
] as const satisfies readonly Pack[]
`

const COLLECTIONS = `type Collection = { id: string }
export default [
  { id: 'drinkware', slug: 'drinkware', name: 'À boire', imageUrl: 'images/drinkware.webp', productIds: ['mug-basic', 'tote-basic', 'ghost'] },
  { id: 'bags', slug: 'bags', name: 'Sacs', productIds: ['tote-basic'] },
] as Collection[]
`

const SEED = `import { PrismaClient } from '@prisma/client'
import { writeFileSync } from 'node:fs'

writeFileSync('CANARY', 'executed')
throw new Error('executed')

enum Kind { Mug = 'Mug' }
const base = <any>{ price: 1 }

const collections = [
  { id: 'drinkware', slug: 'drinkware', name: 'À boire', imageUrl: 'images/drinkware.webp' },
  { id: 'bags', slug: 'bags', name: 'Sacs' },
]

async function main(): Promise<void> {
  const products: Array<Record<string, unknown>> = [
    // Typographic apostrophe, single quotes, an escaped one.
    { id: 'mug-basic', slug: 'mug', name: 'Mug de l’équipe', description: 'L\\'original', price: 8.9, imageUrl: '/images/mug.jpg', collectionId: 'drinkware', category: 'Mugs', tags: ['céramique', 'bureau', 'bureau'], stock: 12 },
    { id: 'bottle-basic', slug: 'bottle', name: 'Gourde', description: \`Inox\`, price: 19.99, imageUrl: '/images/bottle-basic.jpg?v=2', collectionId: 'drinkware', category: '', tags: [] },
    { id: 'tote-basic', slug: 'tote', name: 'Tote bag', price: 1.005, imageUrl: '/images/TOTE.JPG', collectionId: 'bags' },
    { id: 'hoodie-basic', slug: 'Hoodie Basic!', name: 'Hoodie', price: 35, imageUrl: '/images/nothing-like-it.jpg', collectionId: 'clothing' },
    { id: 'pen-premium', slug: 'bags', name: 'Stylo', price: '2,50', imageUrl: '../../etc/passwd' },
    { id: 'sticker', slug: 'sticker', name: 'Sticker', price: base.price, imageUrl: '/portals/acme/products/catalog/mug-basic.png' },
    { id: 'umbrella', slug: 'umbrella', name: 'Parapluie', price: 15, imageUrl: '/images/outside.jpg' },
    { id: 'powerbank-8k', slug: 'powerbank', name: 'Batterie', price: 24.5, imageUrl: '/images/broken.jpg', ...base },
    { id: 'huge', slug: 'huge', name: 'Énorme', price: 1, imageUrl: '/images/huge.jpg' },
    { id: 'mug-basic', slug: 'mug-bis', name: 'Doublon', price: 1 },
    { slug: 'nameless', name: 'Sans id', price: 1 },
    { id: 'polluted', slug: 'polluted', name: 'Pollution', price: 3, __proto__: { isAdmin: true }, ['com' + 'puted']: 1 },
    makeProduct('cap'),
  ]
  const packs = [{ id: 'tiny', slug: 'tiny', name: 'Petit', price: 3, items: [{ productId: 'mug-basic', quantity: 1 }] }]
  const tenants = [
    { slug: 'acme', name: 'Acme (seed)', logoUrl: '/portals/acme/logo.svg', primaryColor: '#ff0000', secondaryColor: '#00FF00' },
    { slug: 'no-logo', name: 'Sans Logo', logoUrl: '/portals/no-logo/logo.png', primaryColor: '#123', secondaryColor: 'rouge' },
    { slug: 'admin', name: 'Reserved' },
    { slug: '', name: 'Empty' },
  ]
  await new PrismaClient().product.createMany({ data: products })
}
void main()
`

const corners = (dx = 0) => ({
  topLeft: { x: 35.4375 + dx, y: 41 },
  topRight: { x: 60.3125 + dx, y: 40.25 },
  bottomRight: { x: 59.1 + dx, y: 60.123456789 },
  bottomLeft: { x: 36.2 + dx, y: 61 },
})
const mirrored = () => {
  const { topLeft, topRight, bottomRight, bottomLeft } = corners()
  return { topLeft: topRight, topRight: topLeft, bottomRight: bottomLeft, bottomLeft: bottomRight }
}
const box = { centerXPct: 48.333333333333336, centerYPct: 52, widthPct: 30 }

const PLACEMENTS = {
  // An array; no id, opacity or blend mode; turned by a right angle.
  'mug-basic': [
    { ...box, rotateDeg: -90 },
    { ...box, opacity: 0, blendMode: 'hard-light', id: 'second' },
  ],
  // Layers and one tenant's picture; corners beside a stale centre; a warp that never did anything.
  'bottle-basic': {
    layers: [
      {
        ...box,
        corners: corners(),
        warp: { type: 'cylindrical', intensity: 3 },
        opacity: 0.8,
        blendMode: 'overlay',
      },
    ],
    generatedImage: '/portals/acme/products/catalog/bottle-basic.png',
  },
  // One bare layer, with a tenant's logo.
  'tote-basic': { ...box, logoUrl: '/portals/acme/logo.svg', blendMode: 'glow', opacity: 7 },
  // A pack, and a collection.
  onboarding: { layers: [box] },
  drinkware: { layers: [] },
  'hoodie-basic': [],
  // Mirrored, crossed, flat and incomplete: each kept aside, the good layer brought over.
  sticker: [
    { ...box, corners: mirrored() },
    { ...box, corners: { ...corners(), bottomRight: { x: 35.5, y: 41.01 } } },
    { ...box, corners: { topLeft: { x: 1, y: 1 } } },
    { centerXPct: 50 },
    { ...box, corners: null },
  ],
  umbrella: 'nonsense',
  'given-up': [box],
  ghost: { layers: [box], generatedImage: '/portals/acme/products/catalog/ghost.png' },
}

type Put = (path: string, content: string | Uint8Array) => Promise<void>

async function putPhotos(put: Put): Promise<void> {
  await put('public/images/mug.jpg', await photoJpeg({ size: 200 }))
  // Named otherwise than the item and its address.
  await put('public/images/bottle.jpeg', await photoJpeg({ size: 240, color: '#335577' }))
  await put('public/images/tote.jpg', await photoJpeg({ size: 220, color: '#775533' }))
  const wide = { create: { width: 640, height: 400, channels: 3, background: '#88aa44' } } as const
  await put('public/images/drinkware.webp', await sharp(wide).webp().toBuffer())
  await put('public/images/packs/onboarding.png', await sharp(wide).png().toBuffer())
  await put('public/images/broken.jpg', (await photoJpeg({ size: 300 })).subarray(0, 900))
  await put('public/images/huge.jpg', new Uint8Array(33 * 1024 * 1024))
  // Derived pictures: none of them is a product's photo.
  await put('public/portals/acme/products/catalog/mug-basic.png', await sharp(wide).png().toBuffer())
  await put('public/generated/acme/hoodie-basic.png', await sharp(wide).png().toBuffer())
}

async function putPortals(put: Put): Promise<void> {
  const config = (slug: string, value: object) =>
    put(`public/portals/${slug}/config.json`, JSON.stringify(value))
  await config('acme', {
    slug: 'acme',
    name: 'Acme',
    logoUrl: '/portals/acme/logo.PNG',
    createdAt: '2025-03-04T05:06:07.000Z',
    contactEmail: 'someone@acme.example',
  })
  await put('public/portals/acme/logo.PNG', await bar('#0055aa').png().toBuffer())
  await put('public/portals/acme/logo.svg', logoSvg('#aa5500'))
  // Accents lost on the way to a slug that is in circulation; an address that has moved; a type that lies.
  await config('socit-gnrale', {
    slug: 'socit-gnrale',
    name: 'Société Générale',
    logoUrl: 'https://old.example/portals/socit-gnrale/logo.jpeg',
    primaryColor: '#E60028',
  })
  await put('public/portals/socit-gnrale/logo.gif', await bar('#c8102e').jpeg().toBuffer())
  await config('under_score', { name: 'Under Score', logoUrl: '' })
  await put('public/portals/under_score/logo', logoSvg('#112233'))
  // Only a GIF, which cannot be read.
  await config('animated', { slug: 'animated', name: 'Animated', logoUrl: 'logo.gif' })
  await put(
    'public/portals/animated/logo.gif',
    Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'),
  )
  await config('nothing', { slug: '', name: 'Without a slug' })
  await config('login', { slug: 'login', name: 'Reserved' })
  await config('Sp ace', { name: 'Not an address' })
  await put('public/portals/broken/config.json', '{"slug": "broken", "name": "Bro')
  await put('public/portals/loose/config.json', '{ slug: "loose", name: "Loose", /* by hand */ }')
  await put('public/portals/orphan/logo.png', await bar('#c8102e').png().toBuffer())
}

/** What somebody would plant to read, or to stop, the machine that imports. */
async function putHostile(folder: string, put: Put): Promise<void> {
  await put('../secret/secret.jpg', await photoJpeg({ size: 210, color: '#ff0000' }))
  await put('../secret/config.json', JSON.stringify({ slug: 'linked', name: 'Linked' }))
  await symlink(join(folder, '../secret/secret.jpg'), join(folder, 'public/images/outside.jpg'))
  await symlink(join(folder, '../secret'), join(folder, 'public/portals/linked'))
  await put(
    'public/portals/evil/config.json',
    '{"name": "Evil \\u0000 \\ud800", "logoUrl": "../../../../etc/passwd", "__proto__": {"isAdmin": true}, "primaryColor": "javascript:alert(1)"}',
  )
  await symlink('/etc/passwd', join(folder, 'public/portals/evil/logo.png'))
  // A loop, which ends nowhere.
  await symlink('.', join(folder, 'public/images/loop'))
  await put('src/data/packs.json', `${'['.repeat(200_000)}`)
}

/** A logo of pixels: a bar of one colour on white. */
function bar(color: string) {
  const of = (width: number, height: number, background: string) => ({
    create: { width, height, channels: 3 as const, background },
  })
  return sharp(of(300, 100, '#ffffff')).composite([{ input: of(240, 60, color) }])
}
