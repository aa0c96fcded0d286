import { TimeoutError, VitrineError } from '../errors.ts'
import { type List, listOf } from '../page.ts'
import type { Send } from '../request.ts'
import { sleep } from '../retry.ts'
import type { CallOptions, Generation, Query } from '../types.ts'

export type WaitOptions = {
  /** Called with the generation as first seen and whenever its status or progress has changed. */
  onProgress?: (generation: Generation) => void
  /** Stops waiting, not the generation; the wait then rejects with the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds to wait in all; ten minutes where not given. */
  timeoutMs?: number
}

const FIRST_POLL_MS = 200
const LONGEST_POLL_MS = 2_000
const WAIT_TIMEOUT_MS = 600_000

/** Reading needs the scope `tenants:read`, the rest `tenants:write`. */
export const generationsResource = (send: Send) => {
  const get = (generationId: string, options?: CallOptions): Promise<Generation> =>
    send({ method: 'GET', path: ['generations', generationId], options })

  return {
    /** The tenant's generations, newest first. */
    list: (tenantId: string, query: Query<'listGenerations'> = {}, options?: CallOptions): List<Generation> =>
      listOf(query, (query) =>
        send({ method: 'GET', path: ['tenants', tenantId, 'generations'], query, options }),
      ),

    /** Starts one that brings the tenant's renders up to date; what already is counts as done without rendering. */
    create: (tenantId: string, options?: CallOptions): Promise<Generation> =>
      send({ method: 'POST', path: ['tenants', tenantId, 'generations'], options }),

    /** @throws {NotFoundError} where this account has no such generation. */
    get,

    /** Stops one: what is done stays. @throws {ConflictError} `conflict` where it has already finished. */
    cancel: (generationId: string, options?: CallOptions): Promise<Generation> =>
      send({ method: 'POST', path: ['generations', generationId, 'cancel'], options }),

    /** Runs what failed or was canceled again. @throws {ConflictError} `conflict` where there is nothing to retry. */
    retry: (generationId: string, options?: CallOptions): Promise<Generation> =>
      send({ method: 'POST', path: ['generations', generationId, 'retry'], options }),

    /**
     * Resolves with the generation once it has finished, whichever way: look at its `status` (`succeeded`,
     * `partially_failed`, `failed`, `canceled`) and `failures`.
     *
     * @throws {TimeoutError} where it is still running after `timeoutMs`; it goes on all the same.
     */
    wait: (generationId: string, options: WaitOptions = {}): Promise<Generation> =>
      wait(get, generationId, options),
  }
}

async function wait(
  get: (id: string, options: CallOptions) => Promise<Generation>,
  id: string,
  { onProgress, signal, timeoutMs = WAIT_TIMEOUT_MS }: WaitOptions,
): Promise<Generation> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
  let last: Generation | undefined
  try {
    for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(LONGEST_POLL_MS, pollMs * 1.5)) {
      const generation = await get(id, { signal: stop }).catch((error) => {
        // A server once reached may be restarting; one never reached, or one that refuses, will not change its mind.
        if (last && error instanceof VitrineError && error.retryable) return last
        throw error
      })
      if (stateOf(generation) !== stateOf(last)) onProgress?.(generation)
      last = generation
      if (generation.status !== 'queued' && generation.status !== 'running') return generation
      await sleep(pollMs, stop)
    }
  } catch (error) {
    if (error !== deadline.reason) throw error
    throw new TimeoutError(`Generation ${id} is ${stateOf(last)} after ${timeoutMs} ms`)
  }
}

const stateOf = (generation: Generation | undefined): string => {
  if (!generation) return 'not known'
  const { total, done, failed } = generation.progress
  return `${generation.status} (${done} of ${total} done, ${failed} failed)`
}
