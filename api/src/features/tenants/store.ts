import type { QueryBuilder } from 'objection'
import type { Cursors } from '../../data/cursor.ts'
import { violatedConstraint } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { written } from '../../data/look.ts'
import { NEWEST_FIRST, type Page, type PageRequest, readPage } from '../../data/page.ts'
import { GenerationRow, ItemRow, RenderRow, TenantItemRow, TenantRow } from '../../data/rows.ts'

export { type ItemRow, RenderRow, type TenantItemRow, TenantRow }

export type NewTenant = Pick<TenantRow, 'id' | 'accountId' | 'slug' | 'name' | 'locale'> & Partial<TenantRow>

/** Inserts, unless the slug is taken by anybody (undefined). */
export async function insertTenant(trx: Trx, row: NewTenant): Promise<TenantRow | undefined> {
  const rows = await TenantRow.query(trx).insert(row).onConflict('slug').ignore().returning('*')
  return (rows as unknown as TenantRow | undefined)?.version ? (rows as unknown as TenantRow) : undefined
}

export function findTenant(trx: Trx, id: string): QueryBuilder<TenantRow, TenantRow | undefined> {
  return TenantRow.query(trx).findById(id)
}

export const lookTenant = written(findTenant)

export async function tenantExists(trx: Trx, id: string): Promise<boolean> {
  return (await TenantRow.query(trx).findById(id).select('id')) !== undefined
}

export async function findByExternalId(trx: Trx, externalId: string): Promise<TenantRow | undefined> {
  return TenantRow.query(trx).findOne({ externalId })
}

export async function lockTenant(trx: Trx, id: string): Promise<TenantRow | undefined> {
  return TenantRow.query(trx).findById(id).forNoKeyUpdate()
}

/** Nothing can begin that belongs to it, either: what refers to a row waits for this lock. */
export async function lockTenantWhole(trx: Trx, id: string): Promise<TenantRow | undefined> {
  return TenantRow.query(trx).findById(id).forUpdate()
}

/** Whether pictures are being made, or were made since. */
export async function changedSince(trx: Trx, tenantId: string, since: Date): Promise<boolean> {
  const found = await GenerationRow.query(trx)
    .where({ tenantId })
    .where((where) => where.whereNull('finishedAt').orWhere('finishedAt', '>=', since))
    .first()
  return found !== undefined
}

/** The keys of all files that a tenant shows. */
export async function filesOf(trx: Trx, { id, logo }: TenantRow): Promise<string[]> {
  const renders = await RenderRow.query(trx).where({ tenantId: id }).select('files')
  const pictures = renders.flatMap(({ files }) => files.map(({ key }) => key))
  return logo
    ? [...pictures, ...Object.values(logo.variants), ...logo.images.map(({ key }) => key)]
    : pictures
}

export async function updateTenant(trx: Trx, row: TenantRow, patch: Partial<TenantRow>): Promise<TenantRow> {
  return TenantRow.query(trx).patchAndFetchById(row.id, {
    ...patch,
    version: row.version + 1,
    updatedAt: new Date(),
  })
}

/** The version stays: nothing that is shown of the tenant changes. */
export async function beginSessionEpoch(trx: Trx, id: string): Promise<boolean> {
  const found = await TenantRow.query(trx).findById(id).forNoKeyUpdate()
  if (!found) return false
  await TenantRow.query(trx)
    .findById(id)
    .patch({ sessionEpoch: found.sessionEpoch + 1 })
  return true
}

export async function deleteTenant(trx: Trx, id: string): Promise<void> {
  await TenantRow.query(trx).deleteById(id)
  await trx('versions').delete().where({ subject: id })
}

export async function listTenants(
  trx: Trx,
  cursors: Cursors,
  context: string,
  filter: { externalId?: string | undefined; id?: string | undefined },
  page: PageRequest,
): Promise<Page<TenantRow>> {
  const query = TenantRow.query(trx)
  if (filter.externalId !== undefined) query.where({ externalId: filter.externalId })
  if (filter.id !== undefined) query.where({ id: filter.id })
  return readPage(query, {
    cursors,
    context,
    page,
    ...NEWEST_FIRST,
  })
}

export async function listRenders(
  trx: Trx,
  cursors: Cursors,
  tenantId: string,
  page: PageRequest,
): Promise<Page<RenderRow>> {
  return readPage(RenderRow.query(trx).where({ tenantId }), {
    cursors,
    context: `renders ${tenantId}`,
    page,
    ...NEWEST_FIRST,
  })
}

export function listOverlay(trx: Trx, tenantId: string): QueryBuilder<TenantItemRow, TenantItemRow[]> {
  return TenantItemRow.query(trx).where({ tenantId }).orderBy(['position', 'itemId'])
}

export const lookOverlay = written(listOverlay)

/** The items of a new overlay, kept from being deleted until it is committed. */
export async function holdItems(trx: Trx, ids: string[]): Promise<ItemRow[]> {
  return ItemRow.query(trx)
    .whereIn('id', ids)
    .orderBy('id')
    .select('id', 'kind', 'priceCurrency')
    .forKeyShare()
}

/** All of a tenant's overlay anew; answers the tenant with its new version. */
export async function replaceOverlay(
  trx: Trx,
  tenant: TenantRow,
  rows: Partial<TenantItemRow>[],
): Promise<TenantRow> {
  await TenantItemRow.query(trx).delete().where({ tenantId: tenant.id })
  if (rows.length > 0) await TenantItemRow.query(trx).insert(rows)
  return TenantRow.query(trx).patchAndFetchById(tenant.id, { catalogVersion: tenant.catalogVersion + 1 })
}

export function isDuplicateExternalId(error: unknown): boolean {
  return violatedConstraint(error) === 'tenants_external_id_key'
}

export function isDuplicateSlug(error: unknown): boolean {
  return violatedConstraint(error) === 'tenants_slug_key'
}
