import { TimeoutError, VitrineError } from '../errors.ts'
import type { OpenStream } from '../event-stream.ts'
import { follow } from '../follow.ts'
import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import { sleep } from '../retry.ts'
import type { CallOptions, Generation, GenerationEstimate, GenerationEvent, Query } from '../types.ts'

export type WaitOptions = {
  /** Called with the generation as first seen and whenever its status or progress has changed. */
  onProgress?: (generation: Generation) => void
  /** Stops waiting, not the generation; the wait then rejects with the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds to wait in all; ten minutes where not given. */
  timeoutMs?: number
}

/** Breaks in a row before a wait asks again and again instead. */
const STREAM_RETRIES = 2
const FIRST_POLL_MS = 200
const LONGEST_POLL_MS = 2_000
const WAIT_TIMEOUT_MS = 600_000

/** Reading needs the scope `tenants:read`, the rest `tenants:write`. */
export const generationsResource = (send: Send, open: OpenStream) => {
  const get = (generationId: string, options?: CallOptions): Reply<Generation> =>
    send({ method: 'GET', path: ['generations', generationId], options })

  const events = (generationId: string, options?: CallOptions): AsyncIterable<GenerationEvent> =>
    follow<GenerationEvent>(
      open,
      { method: 'GET', path: ['generations', generationId, 'events'], options },
      ({ event }) => event === 'ended',
    )

  return {
    /** The tenant's generations, newest first. */
    list: (tenantId: string, query: Query<'listGenerations'> = {}, options?: CallOptions): List<Generation> =>
      listOf(query, (query) =>
        send({ method: 'GET', path: ['tenants', tenantId, 'generations'], query, options }),
      ),

    /** Starts one that brings the tenant's renders up to date; what already is counts as done without rendering. */
    create: (tenantId: string, options?: CallOptions): Reply<Generation> =>
      send({ method: 'POST', path: ['tenants', tenantId, 'generations'], options }),

    /** What `create` would have to do now, and how long it would take; starts nothing. */
    estimate: (tenantId: string, options?: CallOptions): Reply<GenerationEstimate> =>
      send({
        method: 'POST',
        path: ['tenants', tenantId, 'generations'],
        query: { dryRun: true },
        options,
      }),

    /** @throws {NotFoundError} where this account has no such generation. */
    get,

    /**
     * Its state now, then `progress` as items settle, and a last `ended` with the whole generation. A connection that
     * breaks is made again, and goes on where it was; `maxRetries` says how often in a row.
     *
     * @example for await (const { event, data } of vitrine.generations.events(id)) console.log(event, data.status)
     */
    events,

    /** Stops one: what is done stays. @throws {ConflictError} `conflict` where it has already finished. */
    cancel: (generationId: string, options?: CallOptions): Reply<Generation> =>
      send({ method: 'POST', path: ['generations', generationId, 'cancel'], options }),

    /** Runs what failed or was canceled again. @throws {ConflictError} `conflict` where there is nothing to retry. */
    retry: (generationId: string, options?: CallOptions): Reply<Generation> =>
      send({ method: 'POST', path: ['generations', generationId, 'retry'], options }),

    /**
     * Resolves with the generation once it has finished, whichever way: look at its `status` (`succeeded`,
     * `partially_failed`, `failed`, `canceled`) and `failures`.
     *
     * @throws {TimeoutError} where it is still running after `timeoutMs`; it goes on all the same.
     */
    wait: (generationId: string, options: WaitOptions = {}): Promise<Generation> =>
      wait({ get, events }, generationId, options),
  }
}

type Sources = {
  get(id: string, options: CallOptions): Promise<Generation>
  events(id: string, options: CallOptions): AsyncIterable<GenerationEvent>
}

async function wait(
  { get, events }: Sources,
  id: string,
  { onProgress, signal, timeoutMs = WAIT_TIMEOUT_MS }: WaitOptions,
): Promise<Generation> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
  let last: Generation | undefined
  const tell = (generation: Generation): Generation => {
    const isNews = stateOf(generation) !== stateOf(last)
    last = generation
    if (isNews) onProgress?.(generation)
    return generation
  }
  const poll = async (): Promise<Generation> => {
    const generation = await get(id, { signal: stop }).catch((error) => {
      // A server once reached may be restarting; one never reached, or one that refuses, will not change its mind.
      if (last && error instanceof VitrineError && error.retryable) return last
      throw error
    })
    return tell(generation)
  }
  const listen = async (known: Generation): Promise<Generation> => {
    let generation = known
    for await (const { event, data } of events(id, { signal: stop, maxRetries: STREAM_RETRIES })) {
      if (event === 'ended') return tell(data)
      const { status, progress } = data
      // What an event leaves out changes with these alone.
      const isMore = status !== generation.status || progress.failed !== generation.progress.failed
      generation = isMore ? await poll() : tell({ ...generation, status, progress })
      if (!isActive(generation)) return generation
    }
    return generation
  }

  try {
    let generation = await poll()
    if (!isActive(generation)) return generation
    generation = await listen(generation).catch((error) => {
      // Something between here and the server may let no stream through; an error of the caller's is none of those.
      if (stop.aborted || !(error instanceof VitrineError)) throw error
      return last!
    })
    for (let pollMs = FIRST_POLL_MS; isActive(generation); pollMs = Math.min(LONGEST_POLL_MS, pollMs * 1.5)) {
      await sleep(pollMs, stop)
      generation = await poll()
    }
    return generation
  } catch (error) {
    if (error !== deadline.reason) throw error
    throw new TimeoutError(`Generation ${id} is ${stateOf(last)} after ${timeoutMs} ms`)
  }
}

const isActive = ({ status }: Generation): boolean => status === 'queued' || status === 'running'

const stateOf = (generation: Generation | undefined): string => {
  if (!generation) return 'not known'
  const { total, done, failed } = generation.progress
  return `${generation.status} (${done} of ${total} done, ${failed} failed)`
}
