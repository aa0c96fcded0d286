import { TimeoutError, VitrineError } from '../errors.ts'
import { type List, listOf } from '../page.ts'
import { path, type Send } from '../request.ts'
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
    send({ method: 'GET', path: path`/v1/generations/${generationId}`, options })

  return {
    /** The tenant's generations, newest first. */
    list: (tenantId: string, query: Query<'listGenerations'> = {}, options?: CallOptions): List<Generation> =>
      listOf(query, (query) =>
        send({ method: 'GET', path: path`/v1/tenants/${tenantId}/generations`, query, options }),
      ),

    /** Starts one that brings the tenant's renders up to date; what already is counts as done without rendering. */
    create: (tenantId: string, options?: CallOptions): Promise<Generation> =>
      send({ method: 'POST', path: path`/v1/tenants/${tenantId}/generations`, options }),

    /** @throws {NotFoundError} where this account has no such generation. */
    get,

    /** Stops one: what is done stays. @throws {ConflictError} `conflict` where it has already finished. */
    cancel: (generationId: string, options?: CallOptions): Promise<Generation> =>
      send({ method: 'POST', path: path`/v1/generations/${generationId}/cancel`, options }),

    /** Runs what failed or was canceled again. @throws {ConflictError} `conflict` where there is nothing to retry. */
    retry: (generationId: string, options?: CallOptions): Promise<Generation> =>
      send({ method: 'POST', path: path`/v1/generations/${generationId}/retry`, options }),

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
  const deadline = Date.now() + timeoutMs
  let last: Generation | undefined
  let fault: VitrineError | undefined
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(LONGEST_POLL_MS, pollMs * 1.5)) {
    const leftMs = deadline - Date.now()
    if (leftMs <= 0)
      throw new TimeoutError(`Generation ${id} is ${stateOf(last)} after ${timeoutMs} ms`, fault)
    try {
      const generation = await get(id, { signal })
      if (stateOf(generation) !== stateOf(last)) onProgress?.(generation)
      last = generation
      if (generation.finishedAt !== null) return generation
    } catch (error) {
      // A server known to be there may be restarting; one never reached, or one that refuses, will not change its mind.
      if (last === undefined || !(error instanceof VitrineError && error.retryable)) throw error
      fault = error
    }
    await sleep(Math.min(pollMs, Math.max(0, deadline - Date.now())), signal)
  }
}

const stateOf = (generation: Generation | undefined): string => {
  if (!generation) return 'not known'
  const { total, done, failed } = generation.progress
  return `${generation.status} (${done} of ${total} done, ${failed} failed)`
}
