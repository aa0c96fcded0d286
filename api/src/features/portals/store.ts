import type { Model, QueryBuilder } from 'objection'
import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { type Look, written } from '../../data/look.ts'
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

/** A tenant with what every answer about its portal needs besides, in one query. */
export type PortalRow = TenantRow & {
  /** The account's. */
  currency: string | null
  /** Whether a generation is under way. */
  busy: boolean
}

/** What tells whether a portal shows what it showed before. */
export type PortalMark = Pick<TenantRow, 'id' | 'access' | 'locale' | 'sessionEpoch'> & { mark: string }

/**
 * The portal's tenant, and all that changes when anything does that the portal shows: which version of their rows
 * the tenant and the account have (`xmin`), and the counts that the database keeps of the rest.
 */
export const portalMark = written(
  (trx, slug: string): Look<PortalMark> =>
    trx.raw(
      `select t.id, t.access, t.locale, t.session_epoch,
       concat_ws('.', t.id, t.xmin, a.xmin, coalesce(c.version, 0), coalesce(v.version, 0)) as mark
     from tenants t join accounts a on a.id = t.account_id
     left join versions c on c.subject = t.account_id left join versions v on v.subject = t.id
     where t.slug = ?::text and t.status = 'active'`,
      [slug],
    ),
)

/** Only what is live: an archived tenant has no portal. */
export async function findPortal(trx: Trx, slug: string): Promise<PortalRow | undefined> {
  return (await TenantRow.query(trx)
    .findOne({ slug, status: 'active' })
    .select(
      'tenants.*',
      trx.raw('(select currency from accounts where accounts.id = tenants.account_id) as currency'),
      trx.raw(
        `exists (select 1 from generations g where g.tenant_id = tenants.id and g.status in ('queued', 'running')) as busy`,
      ),
    )) as PortalRow | undefined
}

/** The newest generation that runs for a tenant, with its counts. */
export async function findRunning(
  trx: Trx,
  tenantId: string,
): Promise<(GenerationRow & { total: number; done: number; failed: number }) | undefined> {
  const row = await GenerationRow.query(trx)
    .where({ tenantId })
    .whereIn('status', ['queued', 'running'])
    .orderBy('id', 'desc')
    .first()
  return row && withCounts(trx, row)
}

async function withCounts(trx: Trx, row: GenerationRow) {
  const [counts] = await GenerationItemRow.query(trx)
    .where({ generationId: row.id })
    .select(
      trx.raw('count(*)::int as total'),
      trx.raw(`count(*) filter (where status = 'done')::int as done`),
      trx.raw(`count(*) filter (where status = 'failed')::int as failed`),
    )
  return Object.assign(row, counts) as never
}

/** The generation that runs for a tenant, else the last one that did, with its counts. */
export async function findLatest(trx: Trx, tenantId: string): ReturnType<typeof findRunning> {
  const running = await findRunning(trx, tenantId)
  if (running) return running
  const row = await GenerationRow.query(trx).where({ tenantId }).orderBy('finishedAt', 'desc').first()
  return row && withCounts(trx, row)
}

/** How an active item stands; `madeAt` changes with each picture. */
export interface ItemState {
  id: string
  /** Whether it could carry a logo. */
  carries: boolean
  status: RenderRow['status'] | null
  madeAt: Date | null
}

export async function listStates(trx: Trx, tenantId: string): Promise<ItemState[]> {
  return (await shown(trx, tenantId)
    .clearSelect()
    .select(
      'items.id',
      trx.raw(`items.photo is not null and jsonb_array_length(items.placement -> 'layers') > 0 as carries`),
      'r.status as status',
      'r.updatedAt as madeAt',
    )
    .orderBy('items.id')) as unknown as ItemState[]
}

/** Where an item stands, and what it costs, in a tenant's portal. */
const POSITION = 'coalesce(o.position, items.position)'
const PRICE = 'coalesce(o.price_amount, items.price_amount)'
const IN_ORDER = `${POSITION}, items.id`

/** Items as a tenant's portal shows them: with its pictures of them, its order and prices, and without what it hides. */
function shown(trx: Trx, tenantId: string): QueryBuilder<ItemRow, ItemRow[]> {
  return ItemRow.query(trx)
    .leftJoin('renders as r', (join) =>
      join.on('r.itemId', 'items.id').andOn('r.tenantId', trx.raw('?', [tenantId])),
    )
    .leftJoin('tenantItems as o', (join) =>
      join.on('o.itemId', 'items.id').andOn('o.tenantId', trx.raw('?', [tenantId])),
    )
    .where('items.status', 'active')
    .whereRaw('o.hidden is not true')
    .select(
      'items.*',
      trx.raw(`${POSITION} as position`),
      trx.raw(`${PRICE} as price_amount`),
      trx.raw('coalesce(o.price_currency, items.price_currency) as price_currency'),
      'r.status as renderStatus',
      'r.files as renderFiles',
      'r.placeholder as renderPlaceholder',
    )
}

/** The first items of each kind, as many as asked for, in one query. */
export async function listFirst(
  trx: Trx,
  tenantId: string,
  limits: Record<ItemKind, number>,
): Promise<ShownRow[]> {
  const first = Object.entries(limits)
  const each = `(select items.id from items
    left join tenant_items o on o.item_id = items.id and o.tenant_id = ?
    where items.kind = ? and items.status = 'active' and o.hidden is not true order by ${IN_ORDER} limit ?)`
  return (await shown(trx, tenantId)
    .whereRaw(
      `items.id in (${first.map(() => each).join(' union all ')})`,
      first.flatMap((limit) => [tenantId, ...limit]),
    )
    .orderByRaw(IN_ORDER)) as ShownRow[]
}

export async function findShown(trx: Trx, tenantId: string, idOrSlug: string): Promise<ShownRow | undefined> {
  return (await shown(trx, tenantId)
    .where((query) => query.where('items.id', idOrSlug).orWhere('items.slug', idOrSlug))
    .first()) as ShownRow | undefined
}

export async function listByIds(trx: Trx, tenantId: string, ids: string[]): Promise<ShownRow[]> {
  return (await shown(trx, tenantId).whereIn('items.id', ids).orderByRaw(IN_ORDER)) as ShownRow[]
}

export type Sort = 'position' | 'name' | 'price' | '-price'

const ID: SortKey = { column: 'items.id', direction: 'asc' }
const SORTED_PRICE = `coalesce(${PRICE}, 0)`
/** The name comes first in it. Cut, because a cursor has to hold it. */
const NAME_LENGTH = 200
const NAME = `left(items.search, ${NAME_LENGTH})`
const SORTS: Record<Sort, { keys: SortKey[]; positionOf: (row: ItemRow) => (string | number)[] }> = {
  position: {
    keys: [{ column: POSITION, direction: 'asc' }, ID],
    positionOf: (row) => [row.position, row.id],
  },
  name: {
    keys: [{ column: NAME, direction: 'asc' }, ID],
    positionOf: (row) => [row.search.slice(0, NAME_LENGTH), row.id],
  },
  price: {
    keys: [{ column: SORTED_PRICE, direction: 'asc' }, ID],
    positionOf: (row) => [row.priceAmount ?? 0, row.id],
  },
  '-price': {
    keys: [{ column: SORTED_PRICE, direction: 'desc' }, ID],
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

export async function findCollectionId(
  trx: Trx,
  tenantId: string,
  idOrSlug: string,
): Promise<string | undefined> {
  const row = await shown(trx, tenantId)
    .where('items.kind', 'collection')
    .where((query) => query.where('items.id', idOrSlug).orWhere('items.slug', idOrSlug))
    .first()
  return row?.id
}
