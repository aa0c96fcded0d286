import type { RequestEvent, Settings } from './settings.ts'
import type { WriteOptions } from './types.ts'

/** What `onResponse` gets, once for each attempt, whatever came of it. */
export type ResponseEvent = {
  method: string
  url: string
  attempt: number
  /** From the request to the end of the answer's body; of a stream, to its beginning. */
  durationMs: number
  /** Undefined where no answer came. */
  status: number | undefined
  headers: Headers | undefined
  requestId: string | undefined
  /** What the attempt failed with; the next attempt may still succeed. */
  error: unknown
}

export type Hooks = {
  /** Called before each attempt. What it throws, the call rejects with. */
  onRequest?: (event: RequestEvent) => void | Promise<void>
  /** Called after each attempt. What it throws, the call rejects with. */
  onResponse?: (event: ResponseEvent) => void | Promise<void>
}

/** What goes out with each attempt besides its call, and who is told of it. */
export function attemptParts(
  { onRequest, onResponse }: Hooks,
  credentials: () => Promise<Record<string, string>>,
): Pick<Settings, 'prepare' | 'finish'> {
  const startedAt = new WeakMap<RequestEvent, number>()
  return {
    async prepare(request, options: WriteOptions = {}) {
      const { ifMatch } = options
      if (ifMatch !== undefined) request.headers.set('if-match', etagOf(ifMatch))
      await onRequest?.(request)
      for (const [name, value] of Object.entries(await credentials())) request.headers.set(name, value)
      startedAt.set(request, Date.now())
    },
    finish: (request, response, error) =>
      onResponse?.({
        method: request.method,
        url: request.url,
        attempt: request.attempt,
        durationMs: Date.now() - startedAt.get(request)!,
        status: response?.status,
        headers: response?.headers,
        requestId: response?.headers.get('x-request-id') ?? undefined,
        error,
      }),
  }
}

/** The value of `If-Match`: an `ETag` as it is, or the one the API makes of a resource's version. */
const etagOf = (match: string | { version: number }): string =>
  typeof match === 'string' ? match : `"v${match.version}"`
