import { createHash } from 'node:crypto'
import { ApiError } from '../../errors.ts'
import { ImageError } from '../../render/image-error.ts'
import { LIMITS } from '../../render/limits.ts'
import { preparePhoto } from '../../render/photo.ts'
import type { Catalog, Item } from '../catalog/catalog.ts'
import type { PlannedItem } from './catalogue.ts'
import { readPicture } from './pictures.ts'
import type { ImportParts, Run } from './run.ts'

type Input = Parameters<Catalog['create']>[2]

/**
 * Brings the catalogue: an item with its placement in one step, its photo in another. Answers what is there now, or
 * would be after a dry run, as `product mug-basic`.
 */
export async function bringItems({ catalog }: Pick<ImportParts, 'catalog'>, run: Run): Promise<Set<string>> {
  const { prototype, accountId, dryRun, signal, findings, count } = run
  const { items } = prototype
  /** Ours by theirs; in a dry run what would have one as well. */
  const ids = new Map<string, string>()

  for (const [i, item] of items.entries()) {
    if (signal.aborted) break
    run.onProgress('catalogue', i, items.length, item.id)
    count(item.kind, 'found')
    if (item.placement.layers.length > 0) count('placement', 'found')
    await bring(item)
    run.onProgress('catalogue', i + 1, items.length, item.id)
  }
  return new Set(ids.keys())

  async function bring(item: PlannedItem): Promise<void> {
    const known = await find(item)
    const input = toInput(item)
    if (!input) return void count(item.kind, 'left')
    const present = known ?? (dryRun ? undefined : await create(item, input))
    if (present) ids.set(`${item.kind} ${item.id}`, present.row.id)
    else if (dryRun) ids.set(`${item.kind} ${item.id}`, item.id)
    else return void count(item.kind, 'left')
    count(item.kind, known ? 'unchanged' : 'imported')
    if (item.placement.layers.length > 0) count('placement', known ? 'unchanged' : 'imported')
    if (known) compare(item, input, known)
    await bringPhoto(item, present)
  }

  async function find({ kind, id }: PlannedItem): Promise<Item | undefined> {
    const page = { limit: 1, cursor: undefined }
    return (await catalog.list(accountId, kind, { externalId: id }, page)).data[0]
  }

  async function create(item: PlannedItem, input: Input): Promise<Item | undefined> {
    const attempt = (given: Input) => catalog.create(accountId, item.kind, given, async () => undefined)
    try {
      return await attempt(input)
    } catch (error) {
      if (!(error instanceof ApiError) || !['slug_taken', 'conflict', 'invalid_request'].includes(error.code))
        throw error
      // Somebody, perhaps a second import, was faster.
      if (error.code === 'conflict') return find(item)
      if (error.code === 'slug_taken' && input.slug !== undefined) {
        say(item, 'warning', 'slug', `The slug ${input.slug} is taken; one is made of its name.`)
        const { slug: _, ...rest } = input
        return await attempt(rest)
      }
      say(item, 'error', 'invalid', error.message)
      return undefined
    }
  }

  function toInput(item: PlannedItem): Input | undefined {
    const { kind, id, slug, name, description, price, status, category, tags, position, placement } = item
    const contents = item.items.flatMap(({ id: productId, quantity }) => {
      const ours = ids.get(`product ${productId}`)
      if (!ours)
        say(item, 'error', 'broken_reference', `Its part ${productId} is no product; it was left out.`)
      return ours ? [{ productId: ours, quantity }] : []
    })
    if (kind === 'pack' && contents.length === 0) {
      say(item, 'error', 'invalid', 'No part of it is a product; a pack of nothing was left out.')
      return undefined
    }
    if (contents.length > 100) {
      say(item, 'error', 'adjusted', `It has ${contents.length} parts; the first 100 were kept.`)
      contents.length = 100
    }
    const collectionId = item.collection && ids.get(`collection ${item.collection}`)
    if (item.collection && !collectionId)
      say(item, 'error', 'broken_reference', `Its collection ${item.collection} does not exist.`)
    return {
      ...{ externalId: id, name, position, status, placement },
      ...(slug === undefined ? {} : { slug }),
      ...(description === undefined ? {} : { description }),
      ...(price === undefined ? {} : { price: { amount: price, currency: 'EUR' } }),
      ...(collectionId ? { collectionId } : {}),
      ...(category === undefined ? {} : { category }),
      ...(tags.length > 0 ? { tags } : {}),
      ...(kind === 'pack' ? { items: contents } : {}),
    }
  }

  async function bringPhoto(item: PlannedItem, present: Item | undefined): Promise<void> {
    const found = prototype.pictures.find(item.imageUrl, [item.id, ...(item.slug ? [item.slug] : [])])
    if (found.path === undefined) {
      if (found.reason === 'none') return
      count('photo', 'found')
      // One that somebody has given it since is as good.
      if (present?.row.photo) return void count('photo', 'unchanged')
      count('photo', 'left')
      const code = found.reason === 'refused' ? 'refused' : 'missing_file'
      return say(item, 'error', code, `Its picture ${quoted(item.imageUrl)} ${found.message}.`)
    }
    count('photo', 'found')
    if (!found.exact)
      say(
        item,
        'warning',
        'nearby_file',
        `Its picture ${quoted(item.imageUrl)} is missing; ${found.path} was taken.`,
      )
    const file = await readPicture(prototype.publicFolder!, found.path, LIMITS.bytes)
    if ('problem' in file) {
      count('photo', present?.row.photo ? 'unchanged' : 'left')
      return say(item, 'error', 'refused', `Its picture ${found.path} ${file.problem}.`)
    }
    if (present?.row.photo) {
      count('photo', 'unchanged')
      if (createHash('sha256').update(file.bytes).digest('hex') !== present.row.photo.hash)
        say(item, 'note', 'changed_since', 'Its photo here is another; it was left as it is.')
      return
    }
    try {
      if (dryRun || !present) await preparePhoto(file.bytes)
      else await catalog.setImage(accountId, item.kind, present.row.id, file.bytes, undefined)
      count('photo', 'imported')
    } catch (error) {
      if (!isRefusal(error)) throw error
      count('photo', 'left')
      say(item, 'error', 'refused', `Its picture ${found.path} cannot be used: ${error.message}`)
    }
  }

  function compare(item: PlannedItem, input: Input, { row, contents }: Item): void {
    const before: Record<string, [unknown, unknown]> = {
      name: [row.name, input.name],
      description: [row.description, input.description ?? ''],
      price: [row.priceAmount, input.price?.amount ?? null],
      collection: [row.collectionId, input.collectionId ?? null],
      category: [row.category, input.category ?? null],
      tags: [row.tags, input.tags ?? []],
      contents: [contents, input.items ?? []],
      placement: [row.placement, input.placement],
    }
    const other = Object.keys(before).filter((field) => !same(...before[field]!))
    if (other.length > 0)
      say(item, 'note', 'changed_since', `Here its ${other.join(', ')} differ; it was left as it is.`)
  }

  function say(
    { where, subject }: PlannedItem,
    severity: 'error' | 'warning' | 'note',
    code: Parameters<typeof findings.add>[0]['code'],
    message: string,
  ): void {
    findings.add({ severity, code, where, subject, message })
  }
}

/** Whether a picture is to blame, and not the service. */
export function isRefusal(error: unknown): error is ImageError | ApiError {
  const codes: string[] = ['unprocessable_image', 'unsupported_media_type', 'payload_too_large']
  return (error instanceof ApiError || error instanceof ImageError) && codes.includes(error.code)
}

/** As JSON says it, whatever the order of keys: the database has one of its own. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

function quoted(imageUrl: string | undefined): string {
  return imageUrl === undefined ? '' : JSON.stringify(imageUrl.slice(0, 200))
}
