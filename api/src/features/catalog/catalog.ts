import { versionMismatch } from '../../contract/etag.ts'
import type { Done, Schemas } from '../../contract/handlers.ts'
import { priorityInLine } from '../../contract/tasks.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import type { ItemKind, ItemRow } from '../../data/rows.ts'
import { ApiError, notFound } from '../../errors.ts'
import { type IdPrefix, newId } from '../../ids.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { TaskQueue } from '../../ports/task-queue.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { checkPlacement } from '../../render/placement.ts'
import { numbered, plain, slugify } from '../../slug.ts'
import type { EventLog } from '../events/events.ts'
import { storePhoto } from './photos.ts'
import * as store from './store.ts'

/** An item with what a pack holds (empty for the other kinds). */
export interface Item {
  row: ItemRow
  contents: { productId: string; quantity: number }[]
}

type Input = Partial<Schemas['ProductCreate']> &
  Partial<Schemas['PackCreate']> & {
    name: string
    /** Already known to be one that can be drawn: for what is brought over from elsewhere. */
    placement?: Schemas['Placement']
  }
type Patch = Partial<Schemas['ProductUpdate']> & Partial<Schemas['PackUpdate']>

export interface Catalog {
  list(
    accountId: string,
    kind: ItemKind,
    filter: { externalId?: string; collectionId?: string },
    page: PageRequest,
  ): Promise<Page<Item>>
  get(accountId: string, kind: ItemKind, id: string): Promise<Item>
  create(accountId: string, kind: ItemKind, input: Input, done: Done<Item>): Promise<Item>
  update(
    accountId: string,
    kind: ItemKind,
    id: string,
    patch: Patch,
    expected: number | undefined,
  ): Promise<Item>
  remove(accountId: string, kind: ItemKind, id: string, expected: number | undefined): Promise<void>
  setImage(
    accountId: string,
    kind: ItemKind,
    id: string,
    file: Uint8Array,
    expected: number | undefined,
  ): Promise<Item>
  setPlacement(
    accountId: string,
    kind: ItemKind,
    id: string,
    placement: Schemas['Placement'],
    expected: number | undefined,
  ): Promise<Item>
}

const PREFIX: Record<ItemKind, IdPrefix> = { product: 'prd', pack: 'pck', collection: 'col' }
const SLUG_TRIES = 1000

export function createCatalog(parts: {
  db: Database
  queue: TaskQueue
  files: ObjectStore
  cursors: Cursors
  outputs: readonly OutputSpec[]
  events: EventLog
}): Catalog {
  const { db, queue, cursors, events } = parts

  return {
    list: (accountId, kind, filter, page) =>
      db.forAccount(accountId, async (trx) => {
        const context = `catalog ${accountId} ${kind} ${filter.externalId ?? ''} ${filter.collectionId ?? ''}`
        const { data, nextCursor } = await store.listItems(trx, cursors, context, { kind, ...filter }, page)
        return { data: await withContents(trx, data), nextCursor }
      }),

    async get(accountId, kind, id) {
      const [[row], parts] = await db.look<[store.ItemRow, store.PackItemRow]>(accountId, (trx) => [
        store.findItem(trx, kind, id),
        store.listPackItems(trx, [id]),
      ])
      if (!row) throw notFound(kind)
      return { row, contents: contentsOf(row, parts) }
    },

    async create(accountId, kind, input, done) {
      try {
        return await db.forAccount(accountId, async (trx) => {
          await refuseKnownExternalId(trx, kind, input.externalId)
          await checkReferences(trx, input)
          const row = await insert(trx, accountId, kind, input)
          if (input.items) await store.replacePackItems(trx, row, input.items)
          const item = { row, contents: input.items ?? [] }
          await note(trx, 'created', row)
          await done(trx, item)
          return item
        })
      } catch (error) {
        if (!store.isDuplicateExternalId(error)) throw error
        // Another was made between the look and the insert: looked for again, it can be named.
        await db.forAccount(accountId, (trx) => refuseKnownExternalId(trx, kind, input.externalId))
        throw externalIdTaken(kind)
      }
    },

    update: (accountId, kind, id, patch, expected) =>
      change(accountId, kind, id, expected, async (trx, row) => {
        await checkReferences(trx, patch)
        if (patch.items) await store.replacePackItems(trx, row, patch.items)
        // While it was archived its pictures were not kept.
        if (patch.status === 'active' && row.status === 'archived') await renderAgain(trx, row)
        return columns({ ...patch }, row)
      }),

    remove: (accountId, kind, id, expected) =>
      db.forAccount(accountId, async (trx) => {
        const row = checked(kind, await store.lockItemToDelete(trx, kind, id), expected)
        const members = kind === 'collection' ? await store.countMembers(trx, row.id) : 0
        if (members > 0)
          throw new ApiError('conflict', `The collection still has ${count(members, 'product')}.`)
        const packs = kind === 'product' ? await store.countPacksWith(trx, row.id) : 0
        if (packs > 0) throw new ApiError('conflict', `The product is still part of ${count(packs, 'pack')}.`)
        await store.deleteItem(trx, row.id)
        await note(trx, 'deleted', row)
      }),

    async setImage(accountId, kind, id, file, expected) {
      // Looked for first, so that nothing is decoded or stored for an item that is not there.
      const known = await db.forAccount(accountId, async (trx) => store.findItem(trx, kind, id))
      if (!known) throw notFound(kind)
      const photo = await storePhoto(parts, accountId, file)
      return change(accountId, kind, id, expected, async (trx, row) => {
        // The same photo again as well: that is how one whose file was lost is mended.
        await renderAgain(trx, row)
        return { photo }
      })
    },

    setPlacement(accountId, kind, id, placement, expected) {
      const problems = checkPlacement(placement)
      if (problems.length > 0)
        throw new ApiError('invalid_placement', problems[0]!.message, {
          errors: problems.map(({ path, message }) => ({ path, message })),
        })
      return change(accountId, kind, id, expected, async (trx, row) => {
        await renderAgain(trx, row)
        return { placement }
      })
    },
  }

  async function change(
    accountId: string,
    kind: ItemKind,
    id: string,
    expected: number | undefined,
    work: (trx: Trx, row: ItemRow) => Promise<store.ItemPatch>,
  ): Promise<Item> {
    try {
      return await db.forAccount(accountId, async (trx) => {
        const row = checked(kind, await store.lockItem(trx, kind, id), expected)
        const patch = await work(trx, row)
        const updated = await store.updateItem(trx, row, patch)
        const [item] = await withContents(trx, [updated])
        await note(trx, 'updated', updated)
        return item!
      })
    } catch (error) {
      if (store.isDuplicateSlug(error)) throw new ApiError('slug_taken', 'The slug is taken.')
      throw store.isDuplicateExternalId(error) ? externalIdTaken(kind) : error
    }
  }

  async function note(trx: Trx, what: 'created' | 'updated' | 'deleted', row: ItemRow): Promise<void> {
    const { id, accountId, kind, slug, externalId, version } = row
    const data = { slug, externalId }
    await events.record(trx, accountId, { type: `${kind}.${what}`, resourceId: id, version, data })
  }

  async function insert(trx: Trx, accountId: string, kind: ItemKind, input: Input): Promise<ItemRow> {
    const wanted = input.slug ?? slugify(input.name)
    if (wanted === '')
      throw new ApiError('invalid_request', '/name has no letter or digit to make a slug of; send a slug.', {
        errors: [{ path: '/slug', message: 'is required, because none can be made of the name' }],
      })
    for (let n = 1; n <= SLUG_TRIES; n += 1) {
      const row = await store.insertItem(trx, {
        id: newId(PREFIX[kind]),
        accountId,
        kind,
        ...(columns(input) as { name: string }),
        slug: numbered(wanted, n),
      })
      if (row) return row
      if (input.slug !== undefined) throw new ApiError('slug_taken', `The slug ${input.slug} is taken.`)
    }
    throw new ApiError('slug_taken', `No free slug for ${wanted}; send one.`)
  }

  async function renderAgain(trx: Trx, row: ItemRow): Promise<void> {
    await store.markRendersPending(trx, row.id)
    const payload = { accountId: row.accountId }
    await queue.enqueue(trx, [
      { task: 'catalog.changed', payload, priority: priorityInLine('catalog.changed') },
    ])
  }
}

function checked(kind: ItemKind, row: ItemRow | undefined, expected: number | undefined): ItemRow {
  if (!row) throw notFound(kind)
  if (expected !== undefined && expected !== row.version) throw versionMismatch()
  return row
}

async function withContents(trx: Trx, rows: ItemRow[]): Promise<Item[]> {
  const packs = rows.filter(({ kind }) => kind === 'pack').map(({ id }) => id)
  const parts = packs.length > 0 ? await store.listPackItems(trx, packs) : []
  return rows.map((row) => ({ row, contents: contentsOf(row, parts) }))
}

function contentsOf({ id }: ItemRow, parts: store.PackItemRow[]): Item['contents'] {
  return parts
    .filter(({ packId }) => packId === id)
    .map(({ productId, quantity }) => ({ productId, quantity }))
}

async function checkReferences(trx: Trx, input: Patch): Promise<void> {
  if (input.collectionId && !(await store.holdItems(trx, 'collection', [input.collectionId])))
    throw new ApiError('invalid_request', '/collectionId names no collection.', {
      errors: [{ path: '/collectionId', message: 'names no collection' }],
    })
  if (!input.items) return
  const ids = new Set(input.items.map(({ productId }) => productId))
  if (ids.size < input.items.length)
    throw new ApiError('invalid_request', '/items names a product twice; use its quantity.', {
      errors: [{ path: '/items', message: 'names a product twice' }],
    })
  if ((await store.holdItems(trx, 'product', [...ids])) < ids.size)
    throw new ApiError('invalid_request', '/items names a product that does not exist.', {
      errors: [{ path: '/items', message: 'names a product that does not exist' }],
    })
}

/** The contract's fields as columns; what is absent stays as it is. */
function columns(input: Patch, before?: ItemRow): store.ItemPatch {
  const { price, items: _items, ...plainFields } = input
  const patch: store.ItemPatch = { ...plainFields } as store.ItemPatch
  if (price) {
    patch.priceAmount = price.amount
    patch.priceCurrency = price.currency
  }
  const now = { ...before, ...patch }
  // Lines, the name first: so that sorting by it sorts by name.
  patch.search = plain(
    [now.name, now.description, now.category, ...(now.tags ?? [])].filter(Boolean).join('\n'),
  )
  return patch
}

async function refuseKnownExternalId(
  trx: Trx,
  kind: ItemKind,
  externalId: string | undefined,
): Promise<void> {
  const known = externalId === undefined ? undefined : await store.findByExternalId(trx, kind, externalId)
  if (known) throw externalIdTaken(kind, known.id)
}

function externalIdTaken(kind: ItemKind, id?: string): ApiError {
  return new ApiError('conflict', `A ${kind} with this externalId exists${id ? `: ${id}` : ''}.`, {
    errors: [{ path: '/externalId', message: id ? `is taken by ${id}` : 'is taken' }],
  })
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
