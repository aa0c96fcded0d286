import { versionMismatch } from '../../contract/etag.ts'
import type { Done, Schemas } from '../../contract/handlers.ts'
import { priorityInLine } from '../../contract/tasks.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import type { ItemKind, ItemRow } from '../../data/rows.ts'
import { ApiError, notFound } from '../../errors.ts'
import { type IdPrefix, newId, newToken } from '../../ids.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { TaskQueue } from '../../ports/task-queue.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { checkPlacement } from '../../render/placement.ts'
import { numbered, slugify } from '../../slug.ts'
import type { EventLog } from '../events/events.ts'
import {
  checkReferences,
  columns,
  externalIdTaken,
  type Input,
  type Item,
  isUnchanged,
  type Patch,
  refuseKnownExternalId,
  refuseReferred,
} from './check.ts'
import { storePhoto } from './photos.ts'
import * as store from './store.ts'

export type { Item }

export interface Catalog {
  list(
    accountId: string,
    kind: ItemKind,
    filter: { externalId?: string; collectionId?: string },
    page: PageRequest,
  ): Promise<Page<Item>>
  get(accountId: string, kind: ItemKind, id: string): Promise<Item>
  create(accountId: string, kind: ItemKind, input: Input, done: Done<Item>): Promise<Item>
  /** Changes the one with the input's `externalId`, in the fields given, and makes it where there is none. */
  upsert(
    accountId: string,
    kind: ItemKind,
    input: Input,
    done: Done<Item & { created: boolean }>,
  ): Promise<Item & { created: boolean }>
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
      const [[row], parts] = await db.look<[store.ItemRow, store.PackItemRow]>(accountId, () => [
        store.lookItem(kind, id),
        store.lookPackItems(id),
      ])
      if (!row) throw notFound(kind)
      return { row, contents: contentsOf(row, parts) }
    },

    async create(accountId, kind, input, done) {
      try {
        return await db.forAccount(accountId, async (trx) => {
          await refuseKnownExternalId(trx, kind, input.externalId)
          const item = await make(trx, accountId, kind, input)
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

    async upsert(accountId, kind, input, done) {
      const { externalId } = input
      if (externalId === undefined)
        throw new ApiError('invalid_request', '/externalId is required, to find it by.', {
          errors: [{ path: '/externalId', message: 'is required, to find it by' }],
        })
      const once = () =>
        db.forAccount(accountId, async (trx) => {
          const row = await store.lockByExternalId(trx, kind, externalId)
          const item = row
            ? { ...(await patched(trx, row, input)), created: false }
            : { ...(await make(trx, accountId, kind, input)), created: true }
          await done(trx, item)
          return item
        })
      try {
        // Made by another between the look and the insert, it is there to be changed.
        return await once().catch((error) => {
          if (store.isDuplicateExternalId(error)) return once()
          throw error
        })
      } catch (error) {
        throw store.isDuplicateSlug(error) ? new ApiError('slug_taken', 'The slug is taken.') : error
      }
    },

    update: (accountId, kind, id, patch, expected) =>
      change(accountId, kind, id, expected, (trx, row) => prepare(trx, row, patch)),

    remove: (accountId, kind, id, expected) =>
      db.forAccount(accountId, async (trx) => {
        const row = checked(kind, await store.lockItemToDelete(trx, kind, id), expected)
        await refuseReferred(trx, kind, row.id)
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

  async function make(trx: Trx, accountId: string, kind: ItemKind, input: Input): Promise<Item> {
    await checkReferences(trx, input)
    const row = await insert(trx, accountId, kind, input)
    if (input.items) await store.replacePackItems(trx, row, input.items)
    await note(trx, 'created', row)
    return { row, contents: input.items ?? [] }
  }

  /** What of a change stands beside the row, and the row's columns. */
  async function prepare(trx: Trx, row: ItemRow, patch: Patch): Promise<store.ItemPatch> {
    await checkReferences(trx, patch)
    if (patch.items) await store.replacePackItems(trx, row, patch.items)
    // While it was archived its pictures were not kept.
    if (patch.status === 'active' && row.status === 'archived') await renderAgain(trx, row)
    return columns({ ...patch }, row)
  }

  /** An item with a change; one that changes nothing leaves its version as it is. */
  async function patched(trx: Trx, row: ItemRow, patch: Patch): Promise<Item> {
    const [item] = await withContents(trx, [row])
    if (isUnchanged(item!, columns({ ...patch }, row), patch.items)) return item!
    const updated = await store.updateItem(trx, row, await prepare(trx, row, patch))
    await note(trx, 'updated', updated)
    return (await withContents(trx, [updated]))[0]!
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
    const payload = { accountId: row.accountId, change: newToken() }
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
