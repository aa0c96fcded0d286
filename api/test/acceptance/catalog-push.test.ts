import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder, run } from '../../../sdk/cli/cli-process.ts'
import { photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine({ worker: false })
})
afterAll(() => vitrine?.stop())

const price = { amount: 890, currency: 'EUR' }
const layer = { mode: 'box', centerXPct: 48, centerYPct: 52, widthPct: 30 } as const

async function setUp() {
  const { client, secretKey } = await vitrine.createAccount()
  const dir = await newFolder()
  const env = { VITRINE_KEY: secretKey, VITRINE_URL: vitrine.url }
  const write = async (path: string, content: unknown) => {
    await mkdir(join(dir, path, '..'), { recursive: true })
    await writeFile(join(dir, path), Buffer.isBuffer(content) ? content : JSON.stringify(content))
  }
  await write('collections/drinkware/item.json', { name: 'Drinkware' })
  await write('products/mug/item.json', {
    name: 'Mug',
    price,
    collection: 'drinkware',
    tags: ['kitchen'],
    metadata: { sku: 'M-1' },
    placement: { layers: [{ ...layer, surface: { type: 'cylinder' } }] },
  })
  await write('products/mug/image.jpg', await photoJpeg({ size: 120 }))
  await write('packs/welcome/item.json', { name: 'Welcome', price, items: [{ product: 'mug', quantity: 2 }] })
  const push = (...more: string[]) => run(['catalog', 'push', dir, ...more], { env })
  return { client, write, push }
}

test('a folder becomes a catalogue, and pushed again nothing is sent', async () => {
  const { client, push } = await setUp()
  const dry = await push('--dry-run')
  expect([dry.code, dry.stderr]).toEqual([0, expect.stringContaining('3 created: a dry run')])
  expect((await client.products.list()).data).toEqual([])

  const first = await push()
  expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('3 created')])
  const [collection] = (await client.collections.list()).data
  const [mug] = (await client.products.list()).data
  const [pack] = (await client.packs.list()).data
  expect(mug).toMatchObject({
    externalId: 'mug',
    collectionId: collection!.id,
    price,
    metadata: { sku: 'M-1' },
    image: { width: 120 },
    placement: { layers: [layer] },
  })
  expect(pack).toMatchObject({ externalId: 'welcome', items: [{ productId: mug!.id, quantity: 2 }] })

  const second = await push()
  expect(second).toMatchObject({ code: 0, stdout: '' })
  expect(second.stderr).toContain('3 unchanged')
  expect((await client.products.get(mug!.id)).version).toBe(mug!.version)
})

test('only what differs is sent; what the folder leaves out stays', async () => {
  const { client, write, push } = await setUp()
  await push()
  const [mug] = (await client.products.list()).data
  await client.products.update(mug!.id, {
    description: 'By hand',
    metadata: { ...mug!.metadata, own: 'yes' },
  })
  await write('products/mug/item.json', {
    name: 'Big mug',
    price,
    placement: { layers: [{ ...layer, opacity: 0.5 }] },
  })
  expect((await push()).stdout).toBe('product\tmug\tupdated\tname, placement\n')
  await write('products/mug/image.jpg', await photoJpeg({ size: 140, color: '#224466' }))
  expect((await push()).stdout).toBe('product\tmug\tupdated\timage\n')
  expect((await push()).stderr).toContain('3 unchanged')
  expect(await client.products.get(mug!.id)).toMatchObject({
    name: 'Big mug',
    description: 'By hand',
    collectionId: mug!.collectionId,
    metadata: { own: 'yes', sku: 'M-1' },
    image: { width: 140 },
    placement: { layers: [{ opacity: 0.5 }] },
  })
})

test('what is wrong is told by folder before anything is sent; what the API refuses fails alone', async () => {
  const { client, write, push } = await setUp()
  await write('products/pen/item.json', { price })
  await write('packs/welcome/item.json', { name: 'W', price, items: [{ product: 'lamp', quantity: 1 }] })
  const first = await push()
  expect([first.code, first.stderr]).toEqual([
    2,
    expect.stringContaining('products/pen: item.json needs a name'),
  ])
  await write('products/pen/item.json', { name: 'Pen', price, colour: 'red' })
  const second = await push()
  expect([second.code, second.stderr]).toEqual([
    2,
    expect.stringContaining('pack welcome: there is no product lamp'),
  ])
  expect((await client.collections.list()).data).toEqual([])

  await write('packs/welcome/item.json', { name: 'W', price, items: [{ product: 'mug', quantity: 1 }] })
  const third = await push()
  expect([third.code, third.stdout]).toEqual([
    1,
    expect.stringMatching(/product\tpen\tfailed\tinvalid_request: .*colour/),
  ])
  expect((await client.packs.list()).data).toHaveLength(1)
})
