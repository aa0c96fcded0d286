import type { Faults } from './faults.ts'
import { limitsOf } from './limits.ts'
import type { CallOptions } from './types.ts'

export type Limits = Required<Pick<CallOptions, 'timeoutMs' | 'totalTimeoutMs' | 'maxRetries'>>

export type ClientOptions = {
  /** Address of the API, without `/v1`; `http://localhost:8080` where not given. */
  baseUrl?: string
  /** Used instead of the global `fetch`, for a proxy, tracing or tests. */
  fetch?: typeof fetch
  /** Milliseconds each attempt of a call may take, its answer's body included; 60,000 where not given. */
  timeoutMs?: number
  /** Milliseconds a call may take in all, with its attempts and the pauses between; 180,000 where not given. */
  totalTimeoutMs?: number
  /** How many attempts may follow the first; 3 where not given, 0 makes exactly one call. */
  maxRetries?: number
}

/** One attempt of a call. */
export type RequestEvent = {
  method: string
  url: string
  /** 1 for the first attempt of a call. */
  attempt: number
  /** Yours to add to, as for `traceparent`. The key is not among them: it joins afterwards. */
  headers: Headers
}

export type Settings = Limits & {
  baseUrl: string
  fetch: (url: string, init: RequestInit) => Promise<Response>
  faults: Faults
  /** Completes the headers of an attempt; asked each time, since a token may have been renewed. */
  prepare(request: RequestEvent, options: CallOptions | undefined): void | Promise<void>
  /** Hears what came of an attempt: of a stream, of its beginning. */
  finish?(request: RequestEvent, response: Response | undefined, error: unknown): void | Promise<void>
}

export function settingsOf(
  options: ClientOptions,
  parts: Pick<Settings, 'faults' | 'prepare' | 'finish'>,
): Settings {
  const { baseUrl = 'http://localhost:8080' } = options
  if (!/^https?:\/\/[^\s?#@]+$/.test(baseUrl)) {
    throw new TypeError('baseUrl must be like https://vitrine.example.com, without credentials')
  }
  return {
    baseUrl: baseUrl.replace(/\/+(v1\/*)?$/, ''),
    // The global one is looked up at each call, so that instrumentation installed later still counts.
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    ...limitsOf({ timeoutMs: 60_000, totalTimeoutMs: 180_000, maxRetries: 3 }, options),
    ...parts,
  }
}
