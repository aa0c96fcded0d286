import type { Schemas } from '../../contract/handlers.ts'
import type { ItemKind } from '../../data/rows.ts'
import { numbered, slugify } from '../../slug.ts'
import { isSlug, noteDropped, type Place, readString, toCents } from './fields.ts'
import type { Findings } from './findings.ts'
import { asObject } from './read.ts'
import { type RawSet, type SetName, whereOf } from './sources.ts'

/** An item of the prototype in our terms; references are its own ids still. */
export interface PlannedItem extends Place {
  kind: ItemKind
  id: string
  /** Always there once all are read. */
  slug?: string | undefined
  name: string
  description?: string | undefined
  /** In cents; none for a collection. */
  price?: number
  status: 'active' | 'archived'
  imageUrl?: string | undefined
  collection?: string | undefined
  category?: string | undefined
  tags: string[]
  position: number
  items: { id: string; quantity: number }[]
  /** What a collection lists, for products that do not say themselves. */
  members: string[]
  placement: Schemas['Placement']
}

const KINDS: [Exclude<SetName, 'tenants'>, ItemKind][] = [
  ['collections', 'collection'],
  ['products', 'product'],
  ['packs', 'pack'],
]
const COMMON = ['id', 'slug', 'name', 'description', 'imageUrl']
const FIELDS: Record<ItemKind, string[]> = {
  product: [...COMMON, 'price', 'collectionId', 'category', 'tags'],
  pack: [...COMMON, 'price', 'items'],
  collection: [...COMMON, 'productIds'],
}

export type ChosenSets = Partial<Record<SetName, RawSet>>

/** Reads the chosen sets, collections first, then products, then packs: what is referred to comes before. */
export function readItems(sets: ChosenSets, findings: Findings): PlannedItem[] {
  const owners = new Map<string, ItemKind>()
  const items = KINDS.flatMap(([set, kind]) => {
    const { where, entries } = sets[set] ?? { where: '', entries: [] }
    return entries.flatMap((entry, position) => {
      const item = readItem(entry, { kind, where, position }, findings)
      if (!item) return []
      const owner = owners.get(item.id)
      if (owner)
        findings.add({
          ...{ severity: owner === kind ? 'error' : 'warning', code: 'duplicate' },
          ...{ where: item.where, subject: item.subject },
          message:
            owner === kind
              ? 'A second one with this id was left out.'
              : `A ${owner} has this id as well; a placement for it is the ${kind === 'product' ? kind : owner}’s.`,
        })
      if (owner === kind) return []
      if (!owner || kind === 'product') owners.set(item.id, kind)
      return [item]
    })
  })
  linkMembers(items, findings)
  settleSlugs(items, findings)
  return items
}

function readItem(
  entry: Record<string, unknown>,
  { kind, where: set, position }: { kind: ItemKind; where: string; position: number },
  findings: Findings,
): PlannedItem | undefined {
  const where = whereOf(set, entry)
  const unnamed = { where, subject: `${kind} ${position + 1}` }
  const id = readString(entry.id, { ...unnamed, field: 'id', max: 200 }, findings)
  const place = id ? { where, subject: `${kind} ${id}` } : unnamed
  const text = (field: string, max: number) => readString(entry[field], { ...place, field, max }, findings)
  if (!id) {
    findings.add({
      ...{ severity: 'error', code: 'invalid', ...place },
      message: 'It has no id, and nothing could refer to it; it was left out.',
      aside: entry,
    })
    return undefined
  }
  noteDropped(entry, FIELDS[kind], set, findings)
  const name = text('name', 200)
  if (!name) findings.add({ ...warning('invalid', place), message: 'It has no name; its id stands in.' })
  const price = kind === 'collection' ? undefined : readPrice(entry.price, place, findings)
  return {
    ...place,
    ...{ kind, id, position, name: name ?? id },
    slug: readSlug(text('slug', 200), place, findings),
    description: text('description', 5000),
    ...(kind === 'collection' ? {} : { price: price ?? 0 }),
    // At no price nobody may order it.
    status: kind !== 'collection' && price === undefined ? 'archived' : 'active',
    imageUrl: text('imageUrl', 2000),
    collection: kind === 'product' ? text('collectionId', 200) : undefined,
    category: kind === 'product' ? text('category', 100) : undefined,
    tags: kind === 'product' ? readTags(entry.tags, place, findings) : [],
    items: kind === 'pack' ? readContents(entry.items, place, findings) : [],
    members: kind === 'collection' ? strings(entry.productIds) : [],
    placement: { layers: [] },
  }
}

/** Products, packs and collections share one set of slugs here. Verbatim ones come first; the rest are made to fit. */
function settleSlugs(items: PlannedItem[], findings: Findings): void {
  const taken = new Set<string>()
  for (const item of items) {
    if (item.slug === undefined) continue
    if (taken.has(item.slug)) {
      const { where, subject, slug } = item
      findings.add({
        ...warning('slug', { where, subject }),
        message: `Another item has its slug ${slug}; one is made of its name.`,
      })
      item.slug = undefined
    } else taken.add(item.slug)
  }
  for (const item of items) {
    const wanted = slugify(item.name) || slugify(item.id) || item.kind
    for (let n = 1; item.slug === undefined; n += 1) {
      const slug = numbered(wanted, n)
      if (!taken.has(slug)) item.slug = slug
    }
    taken.add(item.slug)
  }
}

function readSlug(slug: string | undefined, place: Place, findings: Findings): string | undefined {
  if (slug === undefined || isSlug(slug)) return slug
  findings.add({
    ...warning('slug', place),
    message: 'Its slug may not stand in an address; one is made of its name.',
  })
  return undefined
}

function readPrice(value: unknown, place: Place, findings: Findings): number | undefined {
  const price = toCents(value)
  if (!price)
    findings.add({
      ...{ severity: 'error', code: 'invalid', ...place },
      message: 'It has no price that makes sense; it was brought over archived, at 0.',
    })
  else if (!price.exact)
    findings.add({
      ...warning('adjusted', place),
      message: `Its price ${value} has a fraction of a cent; ${price.cents} cents were taken.`,
    })
  return price?.cents
}

function readTags(value: unknown, place: Place, findings: Findings): string[] {
  const tags = strings(value).flatMap(
    (tag) => readString(tag, { ...place, field: 'A tag', max: 50 }, findings) ?? [],
  )
  return [...new Set(tags)].slice(0, 50)
}

function readContents(value: unknown, place: Place, findings: Findings): PlannedItem['items'] {
  const quantities = new Map<string, number>()
  for (const entry of Array.isArray(value) ? value : []) {
    const { productId: id, quantity = 1 } = asObject(entry) ?? {}
    const valid = Number.isInteger(quantity) && (quantity as number) > 0 && (quantity as number) <= 100_000
    if (typeof id !== 'string' || !valid) {
      findings.add({
        ...{ severity: 'error', code: 'invalid', ...place },
        message: `A part (${typeof id === 'string' ? id : 'without a productId'}) has no quantity that makes sense, or no product; it was left out.`,
      })
      continue
    }
    if (quantities.has(id))
      findings.add({
        ...warning('adjusted', place),
        message: `It lists ${id} twice; the quantities were added.`,
      })
    quantities.set(id, (quantities.get(id) ?? 0) + (quantity as number))
  }
  return [...quantities].map(([id, quantity]) => ({ id, quantity }))
}

/** Membership is the product's word; a collection's list counts where the product says nothing. */
function linkMembers(items: PlannedItem[], findings: Findings): void {
  const products = new Map(items.filter(({ kind }) => kind === 'product').map((item) => [item.id, item]))
  for (const { id, members, where, subject } of items.filter(({ kind }) => kind === 'collection'))
    for (const member of members) {
      const product = products.get(member)
      const say = (message: string) =>
        findings.add({ severity: 'warning', code: 'broken_reference', where, subject, message })
      if (!product) say(`It lists ${member}, which is no product.`)
      else if (product.collection === undefined) product.collection = id
      else if (product.collection !== id)
        say(`It lists ${member}, whose own collection is ${product.collection}; the product’s word counts.`)
    }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

function warning(code: 'invalid' | 'slug' | 'adjusted', place: Place) {
  return { severity: 'warning' as const, code, ...place }
}
