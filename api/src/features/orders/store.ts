import type { Schemas } from '../../contract/handlers.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { BaseModel } from '../../data/model.ts'
import { NEWEST_FIRST, type Page, type PageRequest, readPage } from '../../data/page.ts'
import { ItemRow, type StoredImage } from '../../data/rows.ts'

export type OrderStatus = Schemas['OrderStatus']

/** A line as it was at submission; what is shown of the picture is its address, which is made of the key. */
export interface StoredLine {
  /** None of what came from elsewhere and is not in the catalogue. */
  itemId: string | null
  externalId: string | null
  kind: 'product' | 'pack'
  name: string
  quantity: number
  unitAmount: number
  totalAmount: number
  contents: { itemId: string; externalId: string | null; name: string; quantity: number }[] | null
  image: StoredImage | null
}

export class OrderRow extends BaseModel {
  static override tableName = 'orders'
  static override jsonAttributes = ['customer', 'shipping', 'billing', 'lines']
  /** The id it had elsewhere. */
  declare externalId: string | null
  declare number: string
  declare tenantId: string
  declare tenantName: string
  declare tenantSlug: string
  declare status: OrderStatus
  declare customer: Schemas['OrderCustomer'] | null
  declare shipping: Schemas['OrderShipping'] | null
  declare billing: Schemas['OrderBilling'] | null
  declare desiredDeliveryDate: string | null
  declare internalReference: string | null
  declare notes: string | null
  declare lines: StoredLine[]
  /** A bigint, which the driver reads as text; never beyond what a double holds exactly. */
  declare subtotalAmount: number | string
  declare currency: string
  declare search: string
  declare contactErasedAt: Date | null
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

/** The next number of the account, counted anew each year: whoever asks next waits for this transaction to end. */
export async function nextNumber(trx: Trx, accountId: string, year: number): Promise<string> {
  const { rows } = await trx.raw(
    `insert into account_counters as c (account_id, order_year, order_number) values (?, ?, 1)
     on conflict (account_id) do update set
       order_number = case when c.order_year >= excluded.order_year then c.order_number + 1 else 1 end,
       order_year = greatest(c.order_year, excluded.order_year)
     returning order_year as year, order_number as number`,
    [accountId, year],
  )
  const [row] = rows as { year: number; number: number }[]
  return `${row!.year}-${String(row!.number).padStart(5, '0')}`
}

export async function insertOrder(trx: Trx, row: Partial<OrderRow>): Promise<OrderRow> {
  return OrderRow.query(trx).insert(row).returning('*')
}

/** Inserts, unless an order of that origin is there already (false). */
export async function insertPastOrder(trx: Trx, row: Partial<OrderRow>): Promise<boolean> {
  const inserted = await OrderRow.query(trx)
    .insert(row)
    .onConflict(trx.raw('(account_id, tenant_slug, external_id) where external_id is not null'))
    .ignore()
    .returning('id')
  // One object or none, whatever the types say.
  return [inserted].flat().filter(Boolean).length > 0
}

/** Orders from elsewhere of a slug whose tenant was not there become those of one that is. */
export async function adoptOrders(
  trx: Trx,
  { id, name, slug }: { id: string; name: string; slug: string },
): Promise<number> {
  return OrderRow.query(trx)
    .where({ tenantSlug: slug })
    .whereNotNull('externalId')
    .whereNotExists(trx('tenants').select('id').whereRaw('tenants.id = orders.tenant_id'))
    .patch({ tenantId: id, tenantName: name, version: trx.raw('version + 1'), updatedAt: new Date() })
}

/** A number as wanted, or with a count behind it where it is taken. */
export async function freeNumber(trx: Trx, wanted: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const number = n === 1 ? wanted : `${wanted}-${n}`
    if (!(await OrderRow.query(trx).findOne({ number }).select('id'))) return number
  }
}

/** Where the orders of a portal came from, newest first. */
export async function listOrigins(
  trx: Trx,
  tenantSlug: string,
): Promise<Pick<OrderRow, 'externalId' | 'tenantId'>[]> {
  return OrderRow.query(trx).where({ tenantSlug }).orderBy('id', 'desc').select('externalId', 'tenantId')
}

export async function findOrder(trx: Trx, id: string): Promise<OrderRow | undefined> {
  return OrderRow.query(trx).findById(id)
}

export async function lockOrder(trx: Trx, id: string): Promise<OrderRow | undefined> {
  return OrderRow.query(trx).findById(id).forNoKeyUpdate()
}

export async function updateOrder(trx: Trx, row: OrderRow, patch: Partial<OrderRow>): Promise<OrderRow> {
  return OrderRow.query(trx).patchAndFetchById(row.id, {
    ...patch,
    version: row.version + 1,
    updatedAt: new Date(),
  })
}

export interface OrderFilter {
  tenantIds: string[]
  status?: OrderStatus | undefined
  since?: string | undefined
  until?: string | undefined
  /** Plain lower-case words, all of which must occur. */
  words: string[]
}

export async function listOrders(
  trx: Trx,
  cursors: Cursors,
  context: string,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<OrderRow>> {
  const query = OrderRow.query(trx)
  for (const tenantId of filter.tenantIds) query.where({ tenantId })
  if (filter.status) query.where({ status: filter.status })
  if (filter.since) query.where('createdAt', '>=', filter.since)
  if (filter.until) query.where('createdAt', '<', filter.until)
  for (const word of filter.words) query.whereRaw('strpos(search, ?) > 0', [word])
  return readPage(query, {
    cursors,
    context,
    page,
    ...NEWEST_FIRST,
  })
}

/** Your own ids of items, where they have any. */
export async function externalIdsOf(trx: Trx, ids: string[]): Promise<Map<string, string | null>> {
  const rows = await ItemRow.query(trx).whereIn('id', ids).select('id', 'externalId')
  return new Map(rows.map(({ id, externalId }) => [id, externalId]))
}
