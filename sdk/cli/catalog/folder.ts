import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Placement } from '../../src/index.ts'
import { CliError, EXIT } from '../exit.ts'

/** In this order: what comes later refers to what comes before. */
export const KINDS = ['collection', 'product', 'pack'] as const
export type Kind = (typeof KINDS)[number]

/** A folder of the catalogue: one item as it is wanted. */
export type Entry = {
  kind: Kind
  /** The folder's name: by it a second push knows the item again. */
  externalId: string
  /** What goes to the API as it is. */
  fields: { name: string; metadata?: Record<string, string> }
  /** The collection of a product, by its folder's name; null for none. */
  collection?: string | null
  /** The contents of a pack, by the names of their folders. */
  items?: { product: string; quantity: number }[]
  placement?: Placement
  image?: { path: string; hash: string }
}

const IMAGE = /^image\.(jpe?g|png|webp|avif)$/i

/** Reads `<dir>/{collections,products,packs}/<externalId>/item.json`, with an image beside each. */
export async function readFolder(dir: string): Promise<{ entries: Entry[]; problems: string[] }> {
  const [entries, problems]: [Entry[], string[]] = [[], []]
  for (const kind of KINDS) {
    const found = await readdir(join(dir, `${kind}s`), { withFileTypes: true }).catch(() => [])
    const folders = found.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    for (const { name } of folders) {
      const path = join(dir, `${kind}s`, name)
      await readEntry(kind, name, path).then(
        (entry) => entries.push(entry),
        (error: Error) => problems.push(`${path}: ${error.message}`),
      )
    }
  }
  if (entries.length === 0 && problems.length === 0)
    throw new CliError(EXIT.input, `${dir} has no products/<id>/item.json, nor collections or packs.`)
  return { entries, problems }
}

async function readEntry(kind: Kind, externalId: string, path: string): Promise<Entry> {
  const text = await readFile(join(path, 'item.json'), 'utf8').catch(() => {
    throw new Error('it has no item.json')
  })
  const item: unknown = JSON.parse(text)
  if (!isObject(item)) throw new Error('item.json must be an object')
  const { collection, items, placement, ...fields } = item as Omit<Entry, 'fields'> & Entry['fields']
  if (typeof fields.name !== 'string' || !fields.name.trim()) throw new Error('item.json needs a name')
  if ('externalId' in item)
    throw new Error('item.json must not have an externalId: it is the name of the folder')
  if (collection !== undefined && kind !== 'product') throw new Error('only a product has a collection')
  if (kind === 'pack' && !isContents(items))
    throw new Error(
      'items must be like [{ "product": "mug", "quantity": 1 }], with the names of product folders',
    )
  if (placement !== undefined && !(isObject(placement) && Array.isArray(placement.layers)))
    throw new Error('placement must be like { "layers": [ … ] }')
  return { kind, externalId, fields, collection, items, placement, image: await imageIn(path) }
}

async function imageIn(path: string): Promise<Entry['image']> {
  const [name, ...more] = (await readdir(path)).filter((file) => IMAGE.test(file))
  if (more.length > 0) throw new Error(`it has several images: ${[name, ...more].join(', ')}`)
  if (!name) return undefined
  const file = join(path, name)
  return {
    path: file,
    hash: createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isContents = (items: unknown): boolean =>
  Array.isArray(items) &&
  items.every((item) => isObject(item) && typeof item.product === 'string' && Number.isInteger(item.quantity))
