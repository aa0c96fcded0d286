import type { QueryBuilder } from 'objection'
import type { Cursors } from '../../data/cursor.ts'
import { violatedConstraint } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { written } from '../../data/look.ts'
import { type Page, type PageRequest, readPage } from '../../data/page.ts'
import { type ItemKind, ItemRow, PackItemRow, RenderRow } from '../../data/rows.ts'

export { type ItemKind, ItemRow, PackItemRow }

export type NewItem = Pick<ItemRow, 'id' | 'accountId' | 'kind' | 'slug' | 'name'> & Partial<ItemRow>
export type ItemPatch = Partial<ItemRow>

/** Inserts, unless the slug is taken (undefined). */
export async function insertItem(trx: Trx, row: NewItem): Promise<ItemRow | undefined> {
  const rows = await ItemRow.query(trx).insert(row).onConflict(['account_id', 'slug']).ignore().returning('*')
  return (rows as unknown as ItemRow | undefined)?.version ? (rows as unknown as ItemRow) : undefined
}

export function findItem(trx: Trx, kind: ItemKind, id: string): QueryBuilder<ItemRow, ItemRow | undefined> {
  return ItemRow.query(trx).findOne({ kind, id })
}

export const lookItem = written((trx, kind: ItemKind, id: string) => findItem(trx, kind, id))

/** Finds what is to be referred to, and keeps it from being deleted until the reference is committed. */
export async function holdItems(trx: Trx, kind: ItemKind, ids: string[]): Promise<number> {
  const rows = await ItemRow.query(trx)
    .where({ kind })
    .whereIn('id', ids)
    .orderBy('id')
    .select('id')
    .forKeyShare()
  return rows.length
}

/** Locks the row for its end: whoever is referring to it just now is waited for. */
export async function lockItemToDelete(trx: Trx, kind: ItemKind, id: string): Promise<ItemRow | undefined> {
  return ItemRow.query(trx).findOne({ kind, id }).forUpdate()
}

/** Locks the row, so that two writers follow each other. */
export async function lockItem(trx: Trx, kind: ItemKind, id: string): Promise<ItemRow | undefined> {
  return ItemRow.query(trx).findOne({ kind, id }).forNoKeyUpdate()
}

export async function findByExternalId(
  trx: Trx,
  kind: ItemKind,
  externalId: string,
): Promise<ItemRow | undefined> {
  return ItemRow.query(trx).findOne({ kind, externalId })
}

export async function lockByExternalId(
  trx: Trx,
  kind: ItemKind,
  externalId: string,
): Promise<ItemRow | undefined> {
  return ItemRow.query(trx).findOne({ kind, externalId }).forNoKeyUpdate()
}

export async function accountCurrency(trx: Trx): Promise<string> {
  const row = await trx('accounts').first<{ currency: string }>('currency')
  return row.currency
}

export async function updateItem(trx: Trx, row: ItemRow, patch: ItemPatch): Promise<ItemRow> {
  const changes = { ...patch, version: row.version + 1, updatedAt: new Date() }
  return ItemRow.query(trx).patchAndFetchById(row.id, changes)
}

export async function deleteItem(trx: Trx, id: string): Promise<void> {
  await ItemRow.query(trx).deleteById(id)
}

export async function listItems(
  trx: Trx,
  cursors: Cursors,
  context: string,
  filter: { kind: ItemKind; externalId?: string | undefined; collectionId?: string | undefined },
  page: PageRequest,
): Promise<Page<ItemRow>> {
  const query = ItemRow.query(trx).where({ kind: filter.kind })
  if (filter.externalId !== undefined) query.where({ externalId: filter.externalId })
  if (filter.collectionId !== undefined) query.where({ collectionId: filter.collectionId })
  return readPage(query, {
    cursors,
    context,
    page,
    keys: [
      { column: 'position', direction: 'asc' },
      { column: 'id', direction: 'asc' },
    ],
    positionOf: (row) => [row.position, row.id],
  })
}

export async function membersOf(trx: Trx, collectionId: string): Promise<ItemRow[]> {
  return ItemRow.query(trx).where({ collectionId }).orderBy(['position', 'id']).select('id', 'name')
}

export async function packsWith(trx: Trx, productId: string): Promise<ItemRow[]> {
  return ItemRow.query(trx)
    .whereIn('id', PackItemRow.query(trx).where({ productId }).select('packId'))
    .orderBy(['position', 'id'])
    .select('id', 'name')
}

/** Contents of packs, in order. */
export function listPackItems(trx: Trx, packIds: string[]): QueryBuilder<PackItemRow, PackItemRow[]> {
  return PackItemRow.query(trx).whereIn('packId', packIds).orderBy(['packId', 'place'])
}

export const lookPackItems = written((trx, packId: string) => listPackItems(trx, [packId]))

export async function replacePackItems(
  trx: Trx,
  pack: Pick<ItemRow, 'id' | 'accountId'>,
  items: { productId: string; quantity: number }[],
): Promise<void> {
  await PackItemRow.query(trx).delete().where({ packId: pack.id })
  const rows = items.map((item, place) => ({ accountId: pack.accountId, packId: pack.id, place, ...item }))
  if (rows.length > 0) await PackItemRow.query(trx).insert(rows)
}

/** Every tenant's picture of an item is out of date from now on; the old one stays visible. */
export async function markRendersPending(trx: Trx, itemId: string): Promise<void> {
  await RenderRow.query(trx).where({ itemId }).patch({ status: 'pending' })
}

/** Whether an error is the unique index on the account's own ids. */
export function isDuplicateExternalId(error: unknown): boolean {
  return violatedConstraint(error) === 'items_external_id_key'
}

export function isDuplicateSlug(error: unknown): boolean {
  return violatedConstraint(error) === 'items_slug_key'
}
