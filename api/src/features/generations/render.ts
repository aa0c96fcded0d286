import type { Tasks } from '../../contract/tasks.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { StoredImage } from '../../data/rows.ts'
import { newId } from '../../ids.ts'
import {
  ObjectNotFoundError,
  type ObjectStore,
  ObjectStoreUnavailableError,
} from '../../ports/object-store.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { ImageError } from '../../render/image-error.ts'
import { newClaim, refuseHeld } from './claim.ts'
import type { Generations } from './generations.ts'
import { fingerprintOf } from './inputs.ts'
import { type Pictures, type StoredPicture, secondsSince } from './picture.ts'
import * as store from './store.ts'

/** Tries before an item is given up. A process that dies in the middle has used one. */
const MAX_ATTEMPTS = 5
/** A store that is away, a full disk say, is waited for this long; well below what the queue tries. */
const STORE_PATIENCE_MS = 6 * 3_600_000

interface Claim {
  token: string
  /** Tries before this one. */
  attempts: number
  generation: store.GenerationRow
  fingerprint: string
  tenant: store.TenantRow
  item: store.ItemRow
  /** What the portal shows of it now; a first picture among it is used as it is. */
  shown: StoredImage[]
  /** That a first picture of it has taken already. */
  seconds: number
}

export interface RendererParts {
  db: Database
  files: ObjectStore
  pictures: Pictures
  outputs: readonly OutputSpec[]
  generations: Generations
}

/**
 * Task: brings one item of a generation up to date. It may run twice, at once, and after a crash at any line: it
 * claims with a token, writes files whose names follow from their inputs, and records only while the token is the
 * latest and the inputs are still the same.
 */
export function createRenderer(
  parts: RendererParts,
): (payload: Tasks['render.item'], signal: AbortSignal) => Promise<void> {
  const { db, files, pictures, outputs, generations } = parts

  return async (payload, signal) => {
    const claim = await db.forAccount(payload.accountId, (trx) => takeClaim(trx, payload))
    if (!claim) return
    const startedAt = performance.now()
    try {
      const made = await make(claim)
      signal.throwIfAborted()
      const seconds = claim.seconds + secondsSince(startedAt)
      const wanted = await db.forAccount(payload.accountId, (trx) =>
        record(trx, payload, claim, { ...made, seconds }),
      )
      // The tenant was deleted, and its files with it, perhaps before these were written.
      if (!wanted) await files.deletePrefix(`${payload.accountId}/${claim.tenant.id}/`)
    } catch (error) {
      const reason = permanentReason(error)
      await db.forAccount(payload.accountId, (trx) =>
        reason ? settle(trx, payload, claim.token, reason) : giveUp(trx, payload, claim, error),
      )
      // Anything else may pass: the queue brings the task back, until the tries are used up.
      if (!reason) throw error
    }
  }

  async function takeClaim(trx: Trx, payload: Tasks['render.item']): Promise<Claim | undefined> {
    const generation = await store.lockGeneration(trx, payload.generationId)
    if (generation?.status !== 'running') return undefined
    // Items before entries, as whoever deletes an item takes them.
    const inputs = await store.findInputs(trx, generation.tenantId, payload.itemId)
    const entry = await store.findGenerationItem(trx, payload.generationId, payload.itemId)
    // An item that was deleted is waited for no longer.
    if (!entry) await generations.finishIfSettled(trx, generation)
    if (entry?.status !== 'pending') return undefined
    refuseHeld(entry.claim)
    const token = newClaim()
    await store.updateGenerationItem(trx, entry, { claim: token, attempts: entry.attempts + 1 })

    const fingerprint = inputs && fingerprintOf(inputs.item, inputs.tenant.logo, outputs)
    const { render } = inputs ?? {}
    // Nothing to draw any more, or drawn by another generation meanwhile.
    if (!inputs || !fingerprint || render?.fingerprint === fingerprint) {
      if (fingerprint) await store.setRenderStatus(trx, generation.tenantId, [payload.itemId], 'ready')
      await settle(trx, payload, token)
      return undefined
    }
    if (entry.attempts >= MAX_ATTEMPTS) {
      await settle(trx, payload, token, {
        code: 'render_failed',
        detail: `The picture could not be made in ${MAX_ATTEMPTS} tries. It can be retried.`,
      })
      return undefined
    }
    const shown = render?.files ?? []
    const seconds = render?.fingerprint === null ? (render.seconds ?? 0) : 0
    const { attempts } = entry
    const { tenant, item } = inputs
    return { token, attempts, generation, fingerprint, tenant, item, shown, seconds }
  }

  /**
   * Ends a try that came to nothing. That the store was away is not held against the item, nor is the partner asked to
   * retry what only had to wait.
   */
  async function giveUp(
    trx: Trx,
    payload: Tasks['render.item'],
    claim: Claim,
    error: unknown,
  ): Promise<void> {
    if (!(await holdsClaim(trx, payload, claim.token))) return
    const { attempts, generation } = claim
    const patient = Date.now() - generation.createdAt.getTime() < STORE_PATIENCE_MS
    const forgiven = patient && error instanceof ObjectStoreUnavailableError
    await store.updateGenerationItem(trx, payload, { claim: null, ...(forgiven ? { attempts } : {}) })
  }

  function make({ fingerprint, tenant, item, shown }: Claim): Promise<StoredPicture> {
    const inputs = { photo: item.photo!, logo: tenant.logo!, placement: item.placement }
    return pictures.store(tenant, inputs, fingerprint, outputs, shown)
  }

  /** Answers whether there still is a generation, and so a tenant, to record for. */
  async function record(
    trx: Trx,
    payload: Tasks['render.item'],
    claim: Claim,
    made: StoredPicture & { seconds: number },
  ): Promise<boolean> {
    const { tenantId } = claim.generation
    const generation = await store.lockGeneration(trx, payload.generationId)
    const inputs = generation && (await store.findInputs(trx, tenantId, payload.itemId))
    if (!(await holdsClaim(trx, payload, claim.token))) return generation !== undefined
    if (!inputs || fingerprintOf(inputs.item, inputs.tenant.logo, outputs) !== claim.fingerprint)
      // Made of what is no longer so; the next try sees the present.
      throw new Error('the inputs changed while the picture was made')
    await store.recordRender(trx, {
      id: newId('rnd'),
      accountId: payload.accountId,
      tenantId,
      itemId: payload.itemId,
      status: 'ready',
      fingerprint: claim.fingerprint,
      ...made,
      updatedAt: new Date(),
    })
    await settle(trx, payload, claim.token)
    return true
  }

  /** Whether this try is still the latest of a generation that still runs; a stale worker finds out here. */
  async function holdsClaim(trx: Trx, payload: Tasks['render.item'], token: string): Promise<boolean> {
    const generation = await store.lockGeneration(trx, payload.generationId)
    const entry = await store.findGenerationItem(trx, payload.generationId, payload.itemId)
    if (generation?.status === 'running' && !entry) await generations.finishIfSettled(trx, generation)
    return generation?.status === 'running' && entry?.status === 'pending' && entry.claim === token
  }

  /** Ends the item, done or failed, and the generation with its last one. */
  async function settle(
    trx: Trx,
    payload: Tasks['render.item'],
    token: string,
    failure?: { code: string; detail: string },
  ): Promise<void> {
    if (!(await holdsClaim(trx, payload, token))) return
    const generation = (await store.findGeneration(trx, payload.generationId))!
    await store.updateGenerationItem(trx, payload, {
      status: failure ? 'failed' : 'done',
      claim: null,
      ...failure,
    })
    if (failure) {
      await store.setRenderStatus(trx, generation.tenantId, [payload.itemId], 'failed')
      await generations.noteFailure(trx, generation, payload.itemId, failure.code)
    }
    await generations.finishIfSettled(trx, generation)
  }
}

/** What another try cannot mend. */
function permanentReason(error: unknown): { code: string; detail: string } | undefined {
  if (error instanceof ImageError) return { code: error.code, detail: error.message }
  if (error instanceof ObjectNotFoundError)
    return {
      code: 'unprocessable_image',
      detail: 'A stored picture it is made of is missing; send it again.',
    }
  return undefined
}
