import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { type Outbound, OutboundFailedError, OutboundRefusedError } from '../../ports/outbound.ts'
import type { EventLog, EventRow } from '../events/events.ts'
import type { createMessages } from './message.ts'
import { GIVE_UP_MS, nextTry, retryAfterMs } from './schedule.ts'
import * as store from './store.ts'

export interface Claimed {
  delivery: store.DeliveryRow
  endpoint: store.EndpointRow
}

/** How one try went, and whether the endpoint asked for a pause. */
interface Outcome extends store.Attempt {
  wishMs: number | undefined
}

const ATTEMPTS_KEPT = 20
const KEPT_BYTES = 1024

/** Makes one try at one delivery that the caller holds, and notes what came of it. */
export function createDeliver(parts: {
  db: Database
  outbound: Outbound
  events: EventLog
  message: ReturnType<typeof createMessages>
  timeoutMs: number
  now: () => Date
  random: () => number
  onError: (error: unknown) => void
}): (claimed: Claimed, event: EventRow | undefined, signal: AbortSignal) => Promise<void> {
  const { db, outbound, events, message, timeoutMs, now, random, onError } = parts

  return async ({ delivery, endpoint }, event, signal) => {
    const { accountId } = delivery
    if (!event) {
      const patch = { status: 'failed' } as const
      await db.forAccount(accountId, (trx) => store.settleDelivery(trx, delivery, patch))
      return
    }
    const outcome = await attempt(endpoint, event, signal)
    if (!outcome) {
      // The process stops: as if it had not been tried.
      const patch = { tries: delivery.tries - 1 }
      await db.forAccount(accountId, (trx) => store.settleDelivery(trx, delivery, patch))
      return
    }
    await db.forAccount(accountId, (trx) => record(trx, delivery, endpoint, outcome))
  }

  /** Undefined where it was cut short by the process. */
  async function attempt(
    endpoint: store.EndpointRow,
    event: EventRow,
    signal: AbortSignal,
  ): Promise<Outcome | undefined> {
    const at = now()
    const startedAt = performance.now()
    const done = (rest: Pick<Outcome, 'status' | 'error' | 'response' | 'wishMs'>) => ({
      at: at.toISOString(),
      durationMs: Math.round(performance.now() - startedAt),
      ...rest,
    })
    try {
      const { url } = endpoint
      const { body, headers } = await message(endpoint, event, at)
      const answer = await outbound.post(url, { body, headers, timeoutMs, keepBytes: KEPT_BYTES, signal })
      return done({
        status: answer.status,
        error: null,
        response: textOf(answer.bytes),
        wishMs: retryAfterMs(answer.headers['retry-after'], now()),
      })
    } catch (error) {
      if (signal.aborted) return undefined
      const reason = reasonOf(error)
      // Ours and not the endpoint's; it counts as a try all the same, or it would come back for ever.
      if (!reason) onError(error)
      return done({
        status: null,
        error: reason ?? 'The message could not be made.',
        response: null,
        wishMs: undefined,
      })
    }
  }

  async function record(
    trx: Trx,
    delivery: store.DeliveryRow,
    before: store.EndpointRow,
    { wishMs, ...outcome }: Outcome,
  ): Promise<void> {
    const attempts = [...delivery.attempts, outcome].slice(-ATTEMPTS_KEPT)
    if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
      const healthy = !before.failingSince && !before.silent && !before.pausedUntil
      // The endpoint first, as everybody takes them.
      if (!healthy) {
        const health = { failingSince: null, silent: false, pausedUntil: null }
        await store.noteHealth(trx, before.id, health)
      }
      await store.settleDelivery(trx, delivery, { status: 'succeeded', attempts })
      return
    }
    const endpoint = await store.lockEndpoint(trx, before.id)
    // Deleted meanwhile, and its deliveries with it.
    if (!endpoint) return
    const at = now()
    const next =
      outcome.status === 410
        ? undefined
        : nextTry({ tries: delivery.tries, firstTryAt: delivery.firstTryAt!, now: at, wishMs, random })
    const patch = next ? { dueAt: next } : ({ status: 'failed' } as const)
    if (!(await store.settleDelivery(trx, delivery, { ...patch, attempts }))) return
    const failingSince = endpoint.failingSince ?? new Date(outcome.at)
    const busy = outcome.status === 429 || outcome.status === 503
    const pausedUntil = busy && wishMs ? new Date(at.getTime() + wishMs) : endpoint.pausedUntil
    await store.noteHealth(trx, endpoint.id, { failingSince, silent: outcome.status === null, pausedUntil })
    if (endpoint.status === 'disabled') return
    if (outcome.status === 410) await disable(trx, endpoint, 'gone')
    else if (at.getTime() - failingSince.getTime() >= GIVE_UP_MS) await disable(trx, endpoint, 'failing')
  }

  async function disable(trx: Trx, endpoint: store.EndpointRow, reason: 'gone' | 'failing'): Promise<void> {
    const { accountId, tenantId } = endpoint
    const patch = { status: 'disabled', disabledReason: reason } as const
    const { id, version } = await store.updateEndpoint(trx, endpoint, patch)
    await store.failPending(trx, id)
    const type = 'webhook_endpoint.disabled'
    const data = { reason }
    await events.record(trx, accountId, {
      type,
      tenantId: tenantId ?? undefined,
      resourceId: id,
      version,
      data,
    })
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof OutboundRefusedError) return `The address ${error.message}`
  return error instanceof OutboundFailedError ? error.message : undefined
}

/** As text that a database holds: an answer may be anything. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\u0000', '\uFFFD')
}
