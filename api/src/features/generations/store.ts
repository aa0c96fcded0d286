import { notifyChange } from '../../data/changes.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { NEWEST_FIRST, type Page, type PageRequest, readPage } from '../../data/page.ts'
import { GenerationItemRow, GenerationRow, ItemRow, RenderRow, TenantRow } from '../../data/rows.ts'

export { GenerationItemRow, GenerationRow, ItemRow, RenderRow, TenantRow }

export interface Progress {
  total: number
  done: number
  failed: number
}

const ACTIVE = ['queued', 'running'] as const

export async function insertGeneration(
  trx: Trx,
  row: Pick<GenerationRow, 'id' | 'accountId' | 'tenantId' | 'reason'>,
): Promise<GenerationRow> {
  await notifyChange(trx, row.tenantId)
  return GenerationRow.query(trx).insert(row).returning('*')
}

/** Inserts, unless it is there (undefined); another that inserts it at this moment is waited for. */
export async function insertNewGeneration(
  trx: Trx,
  row: Pick<GenerationRow, 'id' | 'accountId' | 'tenantId' | 'reason'>,
): Promise<GenerationRow | undefined> {
  const inserted = await GenerationRow.query(trx).insert(row).onConflict('id').ignore().returning('*')
  const made = (inserted as unknown as GenerationRow | undefined)?.status ? inserted : undefined
  if (made) await notifyChange(trx, row.tenantId)
  return made
}

export async function findGeneration(trx: Trx, id: string): Promise<GenerationRow | undefined> {
  return GenerationRow.query(trx).findById(id)
}

/** All changes of a generation follow each other; always the first lock that is taken. */
export async function lockGeneration(trx: Trx, id: string): Promise<GenerationRow | undefined> {
  return GenerationRow.query(trx).findById(id).forUpdate()
}

export async function updateGeneration(
  trx: Trx,
  id: string,
  patch: Partial<GenerationRow>,
): Promise<GenerationRow> {
  const row = await GenerationRow.query(trx).patchAndFetchById(id, patch)
  await notifyChange(trx, id, row.tenantId)
  return row
}

export async function listGenerations(
  trx: Trx,
  cursors: Cursors,
  tenantId: string,
  page: PageRequest,
): Promise<Page<GenerationRow>> {
  return readPage(GenerationRow.query(trx).where({ tenantId }), {
    cursors,
    context: `generations ${tenantId}`,
    page,
    ...NEWEST_FIRST,
  })
}

/** Counts by generation; what is not there has no items. */
export async function progressOf(trx: Trx, generationIds: string[]): Promise<Map<string, Progress>> {
  const rows = (await GenerationItemRow.query(trx)
    .whereIn('generationId', generationIds)
    .groupBy('generationId')
    .select(
      'generationId',
      trx.raw(`count(*)::int as total`),
      trx.raw(`count(*) filter (where status = 'done')::int as done`),
      trx.raw(`count(*) filter (where status = 'failed')::int as failed`),
    )) as unknown as (Progress & { generationId: string })[]
  return new Map(rows.map(({ generationId, total, done, failed }) => [generationId, { total, done, failed }]))
}

const FAILURES_SHOWN = 100

export async function failuresOf(trx: Trx, generationIds: string[]): Promise<GenerationItemRow[]> {
  return GenerationItemRow.query(trx)
    .whereIn('generationId', generationIds)
    .where({ status: 'failed' })
    .orderBy('itemId')
    .limit(FAILURES_SHOWN)
}

export async function findTenant(trx: Trx, id: string): Promise<TenantRow | undefined> {
  return TenantRow.query(trx).findById(id)
}

/** Tenants whose pictures may have to change, some at a time. */
export async function tenantsToRefresh(trx: Trx, after: string, limit: number): Promise<{ id: string }[]> {
  return TenantRow.query(trx)
    .where({ status: 'active' })
    .whereNotNull('logo')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select('id')
}

/**
 * Whether a generation of the tenant waits to be planned; it then waits until this transaction ends. One that is
 * being planned at this moment is waited for, and is found not to be waiting any more.
 */
export async function holdQueued(trx: Trx, tenantId: string): Promise<boolean> {
  const rows = await GenerationRow.query(trx).where({ tenantId, status: 'queued' }).select('id').forUpdate()
  return rows.length > 0
}

/** Locks a tenant's generations, which everything that works on its renders holds first. */
export async function holdGenerations(trx: Trx, tenantId: string): Promise<void> {
  await GenerationRow.query(trx)
    .where({ tenantId })
    .whereIn('status', [...ACTIVE])
    .orderBy('id')
    .select('id')
    .forUpdate()
}

/** Everything a tenant's portal could show with a logo on it, in the order a visitor meets it. */
export async function itemsToRender(trx: Trx, tenantId: string): Promise<ItemRow[]> {
  return ItemRow.query(trx)
    .where({ status: 'active' })
    .whereNotNull('photo')
    .whereRaw(`jsonb_array_length(placement -> 'layers') > 0`)
    .leftJoin('tenantItems as o', (join) =>
      join.on('o.itemId', 'items.id').andOn('o.tenantId', trx.raw('?', [tenantId])),
    )
    .whereRaw('o.hidden is not true')
    .orderByRaw(
      `array_position(array['pack', 'product', 'collection'], kind), coalesce(o.position, items.position), id`,
    )
    .select('id', 'kind', 'photo', 'placement')
}

export async function rendersOf(trx: Trx, tenantId: string): Promise<RenderRow[]> {
  return RenderRow.query(trx).where({ tenantId })
}

export async function deleteRendersExcept(trx: Trx, tenantId: string, itemIds: string[]): Promise<void> {
  await RenderRow.query(trx).delete().where({ tenantId }).whereNotIn('itemId', itemIds)
}

/** Notes renders as on their way; what was visible stays so. */
export async function markPending(trx: Trx, rows: Partial<RenderRow>[]): Promise<void> {
  if (rows.length > 0)
    await RenderRow.query(trx).insert(rows).onConflict(['tenant_id', 'item_id']).merge(['status'])
}

export async function insertGenerationItems(trx: Trx, rows: Partial<GenerationItemRow>[]): Promise<void> {
  if (rows.length > 0) await GenerationItemRow.query(trx).insert(rows)
}

export async function findGenerationItem(
  trx: Trx,
  generationId: string,
  itemId: string,
): Promise<GenerationItemRow | undefined> {
  return GenerationItemRow.query(trx).findById([generationId, itemId]).forUpdate()
}

export async function updateGenerationItem(
  trx: Trx,
  row: Pick<GenerationItemRow, 'generationId' | 'itemId'>,
  patch: Partial<GenerationItemRow>,
): Promise<void> {
  await GenerationItemRow.query(trx).findById([row.generationId, row.itemId]).patch(patch)
  if (patch.status) await notifyChange(trx, row.generationId)
}

/** What is still to be done, in the order in which it was planned. */
export async function pendingItems(trx: Trx, generationId: string): Promise<GenerationItemRow[]> {
  return GenerationItemRow.query(trx).where({ generationId, status: 'pending' }).orderBy('place')
}

/** What of an account's other generations waits to be planned. */
export async function countWaitingPlans(trx: Trx, generationId: string): Promise<number> {
  return GenerationRow.query(trx).where({ status: 'queued' }).whereNot({ id: generationId }).resultSize()
}

/** How many pictures of an account's other generations wait to be made; only first ones, if so asked. */
export async function countWaitingItems(trx: Trx, generationId: string, first: boolean): Promise<number> {
  const query = GenerationItemRow.query(trx).where({ status: 'pending' }).whereNot({ generationId })
  return (first ? query.where({ first }) : query).resultSize()
}

/** Of one generation, all items in some of the states; answers which they were. */
export async function moveGenerationItems(
  trx: Trx,
  generationId: string,
  from: GenerationItemRow['status'][],
  patch: Partial<GenerationItemRow>,
): Promise<string[]> {
  const rows = await GenerationItemRow.query(trx)
    .where({ generationId })
    .whereIn('status', from)
    .patch(patch)
    .returning('itemId')
  return (rows as unknown as GenerationItemRow[]).map(({ itemId }) => itemId)
}

/** What a render is made of; shared locks keep it from changing until what was made of it is recorded. */
export async function findInputs(
  trx: Trx,
  tenantId: string,
  itemId: string,
): Promise<{ tenant: TenantRow; item: ItemRow; render: RenderRow | undefined } | undefined> {
  const tenant = await TenantRow.query(trx).findById(tenantId).forShare()
  const item = await ItemRow.query(trx).findById(itemId).forShare()
  const render = await RenderRow.query(trx).findOne({ tenantId, itemId })
  return tenant && item ? { tenant, item, render } : undefined
}

export async function recordRender(trx: Trx, row: Partial<RenderRow>): Promise<void> {
  await RenderRow.query(trx)
    .insert(row)
    .onConflict(['tenant_id', 'item_id'])
    .merge(['status', 'fingerprint', 'files', 'placeholder', 'legibility', 'seconds', 'updatedAt'])
  await notifyChange(trx, row.tenantId!)
}

const AVERAGE_OF = 100

/** How long the account's last pictures took each; undefined where it has none. */
export async function averageSeconds(trx: Trx): Promise<number | undefined> {
  const last = RenderRow.query(trx)
    .whereNotNull('seconds')
    .orderBy('updatedAt', 'desc')
    .limit(AVERAGE_OF)
    .select('seconds')
  const [row] = (await RenderRow.query(trx)
    .from(last.as('renders'))
    .select(trx.raw('avg(seconds)::float8 as seconds'))) as unknown as { seconds: number | null }[]
  return row?.seconds ?? undefined
}

export async function setRenderStatus(
  trx: Trx,
  tenantId: string,
  itemIds: string[],
  status: RenderRow['status'],
): Promise<void> {
  await RenderRow.query(trx).where({ tenantId }).whereIn('itemId', itemIds).patch({ status })
  await notifyChange(trx, tenantId)
}

/** A canceled item shows what it showed before: its last picture, or none of its own. */
export async function settleCanceled(trx: Trx, tenantId: string, itemIds: string[]): Promise<void> {
  const those = () => RenderRow.query(trx).where({ tenantId, status: 'pending' }).whereIn('itemId', itemIds)
  await those().whereNull('fingerprint').delete()
  await those().patch({ status: 'ready' })
}
