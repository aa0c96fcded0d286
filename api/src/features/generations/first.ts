import type { Tasks } from '../../contract/tasks.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { newId } from '../../ids.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { newClaim, refuseHeld } from './claim.ts'
import type { Generations } from './generations.ts'
import { fingerprintOf } from './inputs.ts'
import { type Pictures, type StoredPicture, secondsSince } from './picture.ts'
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
    const wanted = await db.forAccount(accountId, (trx) => look(trx, payload))
    if (!wanted) return
    const { tenant, item, fingerprint, mayTry } = wanted
    const inputs = { photo: item.photo!, logo: tenant.logo!, placement: item.placement }
    const startedAt = performance.now()
    const made =
      fingerprint && mayTry
        ? await pictures.store(tenant, inputs, fingerprint, outputs.slice(0, 1)).catch(() => undefined)
        : undefined
    const wantedStill = await db.forAccount(accountId, (trx) =>
      record(trx, payload, fingerprint, made && { ...made, seconds: secondsSince(startedAt) }),
    )
    // The tenant was deleted, and its files with it, perhaps before this one was written.
    if (!wantedStill) await files.deletePrefix(`${accountId}/${tenant.id}/`)
  }

  async function look(trx: Trx, payload: Tasks['render.first']) {
    const found = await find(trx, payload)
    if (!found) return undefined
    const { attempts, claim } = found.entry
    refuseHeld(claim)
    // Counted, because an item that kills its process would come back for ever; once is enough to go on without.
    await store.updateGenerationItem(trx, payload, { attempts: attempts + 1, claim: newClaim() })
    return { ...found, mayTry: attempts === 0 }
  }

  /** What is to be made, if this item still waits for its first picture. */
  async function find(trx: Trx, payload: Tasks['render.first']) {
    const generation = await store.lockGeneration(trx, payload.generationId)
    if (generation?.status !== 'running') return undefined
    const inputs = await store.findInputs(trx, generation.tenantId, payload.itemId)
    const entry = await store.findGenerationItem(trx, payload.generationId, payload.itemId)
    if (!inputs || entry?.status !== 'pending') {
      // It was deleted, and nobody waits for it any longer.
      if (!entry) await goOn(trx, generation)
      return undefined
    }
    if (!entry.first) return undefined
    const bare = (inputs.render?.files.length ?? 0) === 0
    const fingerprint = bare ? fingerprintOf(inputs.item, inputs.tenant.logo, outputs) : undefined
    return { ...inputs, generation, entry, fingerprint }
  }

  /** Answers whether there still is a generation, and so a tenant, to record for. */
  async function record(
    trx: Trx,
    payload: Tasks['render.first'],
    fingerprint: string | undefined,
    made: (StoredPicture & { seconds: number }) | undefined,
  ): Promise<boolean> {
    const now = await find(trx, payload)
    if (!now) return (await store.findGeneration(trx, payload.generationId)) !== undefined
    // A try that went well is not held against the rest.
    await store.updateGenerationItem(trx, payload, {
      first: false,
      claim: null,
      ...(made ? { attempts: 0 } : {}),
    })
    if (made && now.fingerprint === fingerprint)
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
    await goOn(trx, now.generation)
    return true
  }

  /** With the last first picture, the rest begins; what is enqueued twice by a race is done once. */
  async function goOn(trx: Trx, generation: store.GenerationRow): Promise<void> {
    const pending = await store.pendingItems(trx, generation.id)
    if (pending.length === 0) return generations.finishIfSettled(trx, generation)
    if (pending.some(({ first }) => first)) return
    await generations.enqueueItems(
      trx,
      generation,
      'render.item',
      pending.map(({ itemId }) => itemId),
    )
  }
}
