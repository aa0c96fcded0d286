import { versionMismatch } from '../../contract/etag.ts'
import type { Schemas } from '../../contract/handlers.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { ApiError, type FieldError, notFound } from '../../errors.ts'
import { type Principal, reaches } from '../../ports/identity.ts'
import type { EventLog } from '../events/events.ts'
import type { Generations } from '../generations/generations.ts'
import * as store from './store.ts'

/** What is special about a tenant's catalogue: a thin layer over the account's, never a copy of it. */
export interface Overlay {
  items: store.TenantItemRow[]
  version: number
}

type Entry = Schemas['TenantCatalogItem']

export interface Overlays {
  get(who: Principal, tenantId: string): Promise<Overlay>
  replace(who: Principal, tenantId: string, items: Entry[], expected: number | undefined): Promise<Overlay>
}

export function createOverlays(parts: {
  db: Database
  generations: Generations
  events: EventLog
}): Overlays {
  const { db, generations, events } = parts
  return {
    async get(who, tenantId) {
      if (!reaches(who, tenantId)) throw notFound('tenant')
      const [[tenant], items] = await db.look<[store.TenantRow, store.TenantItemRow]>(who.accountId, () => [
        store.lookTenant(tenantId),
        store.lookOverlay(tenantId),
      ])
      if (!tenant) throw notFound('tenant')
      return { items, version: tenant.catalogVersion }
    },

    replace: (who, tenantId, items, expected) =>
      db.forAccount(who.accountId, async (trx) => {
        const tenant = reaches(who, tenantId) ? await store.lockTenant(trx, tenantId) : undefined
        if (!tenant) throw notFound('tenant')
        if (expected !== undefined && expected !== tenant.catalogVersion) throw versionMismatch()
        await check(trx, items)
        const before = await store.listOverlay(trx, tenantId)
        const updated = await store.replaceOverlay(trx, tenant, items.map(rowOf(tenant)))
        // Pictures of what was hidden may be missing or of an earlier logo.
        if (tenant.logo && shows(before, items))
          await generations.start(trx, who.accountId, tenantId, 'catalog_changed')
        const after = { items: await store.listOverlay(trx, tenantId), version: updated.catalogVersion }
        const { slug, externalId, version } = updated
        const data = { slug, externalId, catalogVersion: after.version }
        const type = 'tenant.updated'
        await events.record(trx, who.accountId, { type, tenantId, resourceId: tenantId, version, data })
        return after
      }),
  }
}

/** Whether anything that was hidden is not any longer. */
function shows(before: store.TenantItemRow[], items: Entry[]): boolean {
  const hidden = new Set(items.filter((item) => item.hidden).map(({ itemId }) => itemId))
  return before.some((row) => row.hidden && !hidden.has(row.itemId))
}

async function check(trx: Trx, items: Entry[]): Promise<void> {
  const known = new Map(
    (
      await store.holdItems(
        trx,
        items.map(({ itemId }) => itemId),
      )
    ).map((row) => [row.id, row]),
  )
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const [at, { itemId, price }] of items.entries()) {
    const say = (field: string, message: string) => errors.push({ path: `/items/${at}/${field}`, message })
    const row = known.get(itemId)
    if (seen.has(itemId)) say('itemId', 'is named twice')
    else if (!row) say('itemId', 'names no item')
    else if (price && row.kind === 'collection') say('price', 'is not for a collection, which has none')
    else if (price && row.priceCurrency !== price.currency)
      say('price/currency', `must be ${row.priceCurrency}, like the item's own`)
    seen.add(itemId)
  }
  if (errors.length > 0)
    throw new ApiError('invalid_request', `${errors[0]!.path} ${errors[0]!.message}.`, { errors })
}

const rowOf =
  ({ id: tenantId, accountId }: store.TenantRow) =>
  ({ itemId, hidden = false, position = null, price }: Entry): Partial<store.TenantItemRow> => ({
    accountId,
    tenantId,
    itemId,
    hidden,
    position,
    priceAmount: price?.amount ?? null,
    priceCurrency: price?.currency ?? null,
  })
