import type { Model, QueryBuilder } from 'objection'
import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { type Page, type PageRequest, readPage, type SortKey } from '../../data/page.ts'
import {
  GenerationItemRow,
  GenerationRow,
  type ItemKind,
  ItemRow,
  PackItemRow,
  type RenderRow,
  type StoredImage,
  TenantRow,
} from '../../data/rows.ts'

/** An item beside the tenant's render of it, if there is one. */
export type ShownRow = ItemRow & {
  renderStatus: RenderRow['status'] | null
  renderFiles: StoredImage[] | null
  renderPlaceholder: string | null
}

/** Only what is live: an archived tenant has no portal. */
export async function findPortal(trx: Trx, slug: string): Promise<TenantRow | undefined> {
  return TenantRow.query(trx).findOne({ slug, status: 'active' })
}

/** The account's currency, and the generation that runs for a tenant, if one does. */
export async function findRunning(
  trx: Trx,
  tenantId: string,
): Promise<(GenerationRow & { total: number; done: number; failed: number }) | undefined> {
  const counts = GenerationItemRow.query(trx)
    .select(
      'generationId',
      trx.raw('count(*)::int as total'),
      trx.raw(`count(*) filter (where status = 'done')::int as done`),
      trx.raw(`count(*) filter (where status = 'failed')::int as failed`),
    )
    .groupBy('generationId')
    .as('counts')
  return (await GenerationRow.query(trx)
    .leftJoin(counts, 'counts.generationId', 'generations.id')
    .where({ tenantId })
    .whereIn('status', ['queued', 'running'])
    .orderBy('generations.id', 'desc')
    .select(
      'generations.*',
      trx.raw('coalesce(counts.total, 0) as total'),
      trx.raw('coalesce(counts.done, 0) as done'),
      trx.raw('coalesce(counts.failed, 0) as failed'),
    )
    .first()) as never
}

/** Active items with the tenant's pictures of them. */
function shown(trx: Trx, tenantId: string): QueryBuilder<ItemRow, ItemRow[]> {
  return ItemRow.query(trx)
    .leftJoin('renders as r', (join) =>
      join.on('r.itemId', 'items.id').andOn('r.tenantId', trx.raw('?', [tenantId])),
    )
    .where('items.status', 'active')
    .select(
      'items.*',
      'r.status as renderStatus',
      'r.files as renderFiles',
      'r.placeholder as renderPlaceholder',
    )
}

export async function listFirst(
  trx: Trx,
  tenantId: string,
  kind: ItemKind,
  limit: number,
): Promise<ShownRow[]> {
  return (await shown(trx, tenantId)
    .where('items.kind', kind)
    .orderBy(['items.position', 'items.id'])
    .limit(limit)) as ShownRow[]
}

export async function findShown(trx: Trx, tenantId: string, idOrSlug: string): Promise<ShownRow | undefined> {
  return (await shown(trx, tenantId)
    .where((query) => query.where('items.id', idOrSlug).orWhere('items.slug', idOrSlug))
    .first()) as ShownRow | undefined
}

export async function listByIds(trx: Trx, tenantId: string, ids: string[]): Promise<ShownRow[]> {
  return (await shown(trx, tenantId)
    .whereIn('items.id', ids)
    .orderBy(['items.position', 'items.id'])) as ShownRow[]
}

export type Sort = 'position' | 'name' | 'price' | '-price'

const ID: SortKey = { column: 'items.id', direction: 'asc' }
const PRICE = 'coalesce(items.price_amount, 0)'
/** The name comes first in it. Cut, because a cursor has to hold it. */
const NAME_LENGTH = 200
const NAME = `left(items.search, ${NAME_LENGTH})`
const SORTS: Record<Sort, { keys: SortKey[]; positionOf: (row: ItemRow) => (string | number)[] }> = {
  position: {
    keys: [{ column: 'items.position', direction: 'asc' }, ID],
    positionOf: (row) => [row.position, row.id],
  },
  name: {
    keys: [{ column: NAME, direction: 'asc' }, ID],
    positionOf: (row) => [row.search.slice(0, NAME_LENGTH), row.id],
  },
  price: {
    keys: [{ column: PRICE, direction: 'asc' }, ID],
    positionOf: (row) => [row.priceAmount ?? 0, row.id],
  },
  '-price': {
    keys: [{ column: PRICE, direction: 'desc' }, ID],
    positionOf: (row) => [row.priceAmount ?? 0, row.id],
  },
}

export interface ItemFilter {
  kind?: ItemKind | undefined
  collectionId?: string | undefined
  /** Plain lower-case words, all of which must occur. */
  words: string[]
}

export async function listShown(
  trx: Trx,
  cursors: Cursors,
  context: string,
  tenantId: string,
  filter: ItemFilter,
  sort: Sort,
  page: PageRequest,
): Promise<Page<ShownRow>> {
  const query = shown(trx, tenantId)
  if (filter.kind) query.where('items.kind', filter.kind)
  if (filter.collectionId) query.where('items.collectionId', filter.collectionId)
  for (const word of filter.words) query.whereRaw('strpos(items.search, ?) > 0', [word])
  return readPage(query as QueryBuilder<Model, Model[]>, {
    cursors,
    context,
    page,
    keys: SORTS[sort].keys,
    positionOf: (row) => SORTS[sort].positionOf(row as ItemRow),
  }) as Promise<unknown> as Promise<Page<ShownRow>>
}

/** What packs hold, in order, with the products' names. */
export async function listContents(
  trx: Trx,
  packIds: string[],
): Promise<{ packId: string; productId: string; name: string; quantity: number }[]> {
  if (packIds.length === 0) return []
  return (await PackItemRow.query(trx)
    .join('items', 'items.id', 'packItems.productId')
    .whereIn('packId', packIds)
    .orderBy(['packId', 'place'])
    .select('packId', 'productId', 'items.name', 'quantity')) as never
}

export async function packsWith(trx: Trx, productId: string): Promise<string[]> {
  return (await PackItemRow.query(trx).where({ productId })).map(({ packId }) => packId)
}

export async function findCollectionId(trx: Trx, idOrSlug: string): Promise<string | undefined> {
  const row = await ItemRow.query(trx)
    .where({ kind: 'collection', status: 'active' })
    .where((query) => query.where('id', idOrSlug).orWhere('slug', idOrSlug))
    .first()
  return row?.id
}

export async function accountCurrency(trx: Trx): Promise<string> {
  const row = (await trx('accounts').first('currency')) as { currency: string } | undefined
  return row?.currency ?? 'EUR'
}
