import type { Done, Schemas } from '../../contract/handlers.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { notFound } from '../../errors.ts'
import { type Principal, reaches } from '../../ports/identity.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { fingerprintOf } from './inputs.ts'
import * as store from './store.ts'

/** An item that can carry the tenant's logo, and what is there of its picture. */
export interface Outlook {
  itemId: string
  /** Whether its picture is made of what it would be made of now. */
  current: boolean
  /** Whether nothing is shown of it yet: it gets a first picture early. */
  bare: boolean
}

/** All that a tenant's portal could show with the logo on, in the order in which visitors meet it. */
export async function outlookOf(
  trx: Trx,
  tenant: store.TenantRow | undefined,
  outputs: readonly OutputSpec[],
): Promise<Outlook[]> {
  if (!tenant?.logo) return []
  const shown = new Map((await store.rendersOf(trx, tenant.id)).map((render) => [render.itemId, render]))
  return (await store.itemsToRender(trx, tenant.id)).map((item) => {
    const render = shown.get(item.id)
    const current = render?.fingerprint === fingerprintOf(item, tenant.logo, outputs)
    return { itemId: item.id, current, bare: (render?.files.length ?? 0) === 0 }
  })
}

export type Estimate = Schemas['GenerationEstimate']

export interface Estimates {
  /** What a generation would do now; nothing is stored. */
  of(who: Principal, tenantId: string, done: Done<Estimate>): Promise<Estimate>
}

/** For an account that has no picture yet. */
const SECONDS_UNKNOWN = 0.5

export function createEstimates(parts: {
  db: Database
  outputs: readonly OutputSpec[]
  /** How many pictures are made at a time. */
  concurrency: number
}): Estimates {
  const { db, outputs, concurrency } = parts
  return {
    of: (who, tenantId, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const tenant = reaches(who, tenantId) ? await store.findTenant(trx, tenantId) : undefined
        if (!tenant) throw notFound('tenant')
        const outlook = await outlookOf(trx, tenant, outputs)
        const toRender = outlook.filter(({ current }) => !current).length
        const waiting = toRender === 0 ? 0 : await store.countWaitingItems(trx, '', false)
        const seconds = (await store.averageSeconds(trx)) ?? SECONDS_UNKNOWN
        const estimate = {
          total: outlook.length,
          upToDate: outlook.length - toRender,
          toRender,
          expectedSeconds: Math.ceil(((toRender + waiting) * seconds) / concurrency),
        }
        await done(trx, estimate)
        return estimate
      }),
  }
}
