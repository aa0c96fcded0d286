import type { Tasks } from '../../contract/tasks.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { newId } from '../../ids.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { OutputSpec } from '../../render/encode.ts'
import type { Generations } from './generations.ts'
import { fingerprintOf } from './inputs.ts'
import type { Pictures, StoredPicture } from './picture.ts'
import { MAX_ATTEMPTS } from './render.ts'
import * as store from './store.ts'

/**
 * Task: makes the smallest usable picture of an item that shows none of the tenant yet, so that a new portal looks
 * finished early; the rest is `render.item`'s. It never fails the item: whatever is wrong is found, counted and
 * told there.
 */
export function createFirstRenderer(parts: {
  db: Database
  files: ObjectStore
  outputs: readonly OutputSpec[]
  pictures: Pictures
  generations: Generations
}): (payload: Tasks['render.first']) => Promise<void> {
  const { db, files, outputs, pictures, generations } = parts

  return async (payload) => {
    const { accountId } = payload
    const wanted = await db.forAccount(accountId, (trx) => look(trx, payload, true))
    if (!wanted) return
    const { tenant, item, fingerprint, render } = wanted
    const worthwhile = fingerprint !== undefined && (render?.files.length ?? 0) === 0 && wanted.mayTry
    const made = worthwhile
      ? await pictures
          .store(
            tenant,
            { photo: item.photo!, logo: tenant.logo!, placement: item.placement },
            fingerprint,
            outputs.slice(0, 1),
          )
          .catch(() => undefined)
      : undefined
    const wantedStill = await db.forAccount(accountId, (trx) => record(trx, payload, fingerprint, made))
    // The tenant was deleted, and its files with it, perhaps before this one was written.
    if (!wantedStill) await files.deletePrefix(`${accountId}/${tenant.id}/`)
  }

  async function look(trx: Trx, payload: Tasks['render.first'], count: boolean) {
    const generation = await store.lockGeneration(trx, payload.generationId)
    if (generation?.status !== 'running') return undefined
    const inputs = await store.findInputs(trx, generation.tenantId, payload.itemId)
    const entry = await store.findGenerationItem(trx, payload.generationId, payload.itemId)
    if (!inputs || entry?.status !== 'pending') {
      await generations.finishIfSettled(trx, generation)
      return undefined
    }
    // Counted, because an item that kills its process would come back for ever.
    if (count) await store.updateGenerationItem(trx, entry, { attempts: entry.attempts + 1 })
    const fingerprint = fingerprintOf(inputs.item, inputs.tenant.logo, outputs)
    return { ...inputs, generation, fingerprint, mayTry: entry.attempts < MAX_ATTEMPTS }
  }

  async function record(
    trx: Trx,
    payload: Tasks['render.first'],
    fingerprint: string | undefined,
    made: StoredPicture | undefined,
  ): Promise<boolean> {
    const now = await look(trx, payload, false)
    if (!now) return (await store.findGeneration(trx, payload.generationId)) !== undefined
    // A try that went well is not held against the rest.
    if (made) await store.updateGenerationItem(trx, payload, { attempts: 0 })
    if (made && now.fingerprint === fingerprint && (now.render?.files.length ?? 0) === 0)
      await store.recordRender(trx, {
        id: newId('rnd'),
        accountId: payload.accountId,
        tenantId: now.tenant.id,
        itemId: payload.itemId,
        // Not complete, so it has no fingerprint yet and is still on its way.
        status: 'pending',
        fingerprint: null,
        ...made,
        updatedAt: new Date(),
      })
    await generations.enqueueItems(trx, now.generation, 'render.item', [payload.itemId])
    return true
  }
}
