import type { Schemas } from '../../contract/handlers.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { ItemRow, TenantRow } from '../../data/rows.ts'
import { ApiError, notFound } from '../../errors.ts'
import { createGate } from '../../gate.ts'
import { type Principal, reaches } from '../../ports/identity.ts'
import { advisePlacement } from '../../render/advise.ts'
import { ImageError } from '../../render/image-error.ts'
import { checkPlacement } from '../../render/placement.ts'
import type { EncodedFile, Legibility } from '../../render/render-item.ts'
import type { Pictures } from '../generations/picture.ts'
import * as store from './store.ts'

export interface Placements {
  validate(who: Principal, input: Schemas['PlacementCheck']): Promise<Schemas['PlacementReport']>
  preview(
    who: Principal,
    input: Schemas['PreviewCreate'],
  ): Promise<{ file: EncodedFile; legibility: Legibility | null }>
}

/** Pictures drawn inside requests at a time, and how many more may wait: the API has readers to serve. */
const DRAWING = 1
const WAITING = 8

export function createPlacements({ db, pictures }: { db: Database; pictures: Pictures }): Placements {
  const gate = createGate(DRAWING)
  let inside = 0

  return {
    async validate(who, { placement, itemId, tenantId, photo, logo }) {
      const { item, tenant } = await db.forAccount(who.accountId, async (trx) => ({
        item: itemId === undefined ? undefined : await findItem(trx, itemId),
        tenant: tenantId === undefined ? undefined : await findTenant(trx, who, tenantId),
      }))
      const problems = checkPlacement(placement)
      // Advice about what cannot be drawn would only distract from the problem.
      const advice =
        problems.length > 0
          ? []
          : advisePlacement(placement, {
              photo: photo ?? item?.photo ?? undefined,
              logo: logo ?? tenant?.logo ?? undefined,
            })
      return { valid: problems.length === 0, problems, advice }
    },

    async preview(who, { itemId, tenantId, placement, width = 1000, format = 'webp' }) {
      const { item, tenant } = await db.forAccount(who.accountId, async (trx) => ({
        item: await findItem(trx, itemId),
        tenant: tenantId === undefined ? undefined : await findTenant(trx, who, tenantId),
      }))
      const { photo } = item
      const logo = tenant?.logo
      if (!photo) throw new ApiError('conflict', 'The item has no photo yet.')
      if (tenant && !logo) throw new ApiError('conflict', 'The tenant has no logo yet.')
      const problems = placement ? checkPlacement(placement) : []
      if (problems.length > 0)
        throw new ApiError('invalid_placement', problems[0]!.message, {
          errors: problems.map(({ path, message }) => ({ path: `/placement${path}`, message })),
        })
      if (inside >= DRAWING + WAITING)
        throw new ApiError('unavailable', 'Too many previews at once; try again in a moment.', {
          headers: { 'Retry-After': '1' },
        })
      inside += 1
      try {
        const outputs = [{ width, format }]
        return await gate(async () => {
          if (!logo) return { file: (await pictures.plain(photo, { outputs }))[0]!, legibility: null }
          const inputs = { photo, logo, placement: placement ?? item.placement }
          const { files, legibility } = await pictures.draw(inputs, { outputs })
          return { file: files[0]!, legibility }
        })
      } catch (error) {
        throw error instanceof ImageError ? new ApiError(error.code, error.message, { cause: error }) : error
      } finally {
        inside -= 1
      }
    },
  }
}

async function findItem(trx: Trx, id: string): Promise<ItemRow> {
  const row = await store.findItem(trx, id)
  if (!row) throw notFound('item')
  return row
}

async function findTenant(trx: Trx, who: Principal, id: string): Promise<TenantRow> {
  const row = reaches(who, id) ? await store.findTenant(trx, id) : undefined
  if (!row) throw notFound('tenant')
  return row
}
