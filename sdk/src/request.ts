import { connectionError } from './connection.ts'
import { ConnectionError, TimeoutError, VitrineError } from './errors.ts'
import { etagOf, readPicture, readResponse } from './response.ts'
import { pauseMs, sleep } from './retry.ts'
import type { WriteOptions } from './types.ts'

export type Settings = {
  baseUrl: string
  headers: Record<string, string>
  fetch: typeof fetch
  timeoutMs: number
  maxRetries: number
}

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/v1`; ids as they are. */
  path: string[]
  query?: object
  /** A blob or a form goes out as it is; anything else as JSON. */
  body?: unknown
  options?: WriteOptions
}

export type Send = <T>(call: Call) => Promise<T>

/** Escapes every part, so that an id can neither be empty nor lead elsewhere. */
export const pathOf = (parts: string[]): string =>
  parts.reduce((path, part) => {
    if (typeof part !== 'string' || /^\.{0,2}$/.test(part))
      throw new TypeError(`Not an id: ${JSON.stringify(part)}`)
    return `${path}/${encodeURIComponent(part)}`
  }, '/v1')

/** The limits of a call: its own where it has any, else the client's. */
export function limitsOf(
  settings: { timeoutMs: number; maxRetries: number },
  options: { timeoutMs?: number; maxRetries?: number } = {},
) {
  const { timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries } = options
  // Past 2^31 a timer fires at once.
  if (!(timeoutMs > 0 && timeoutMs < 2 ** 31)) throw new TypeError('timeoutMs must be positive milliseconds')
  if (!(Number.isInteger(maxRetries) && maxRetries >= 0)) throw new TypeError('maxRetries must be 0 or more')
  return { timeoutMs, maxRetries }
}

/**
 * Sends calls and repeats them where that is promising. It is safe because a POST carries one `Idempotency-Key` over all
 * attempts: the server does its work once, whatever broke off; every other method means the same twice as once.
 */
export const createSend = (settings: Settings): Send =>
  async function send<T>(call: Call): Promise<T> {
    const { maxRetries, timeoutMs } = limitsOf(settings, call.options)
    const key = call.method === 'POST' ? (call.options?.idempotencyKey ?? crypto.randomUUID()) : undefined
    let perhapsDone = false
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sendOnce<T>({ ...settings, timeoutMs }, call, attempt, key)
      } catch (error) {
        if (!(error instanceof VitrineError)) throw error
        if (perhapsDone && call.method === 'DELETE' && error.code === 'not_found') return undefined as T
        if (perhapsDone && error.status === 412) {
          error.message += ' (an earlier attempt broke off and may be what changed it)'
        }
        const waitMs = attempt <= maxRetries && error.retryable ? pauseMs(attempt, error) : undefined
        if (waitMs === undefined) throw error
        perhapsDone ||= isAmbiguous(error)
        await sleep(waitMs, call.options?.signal)
      }
    }
  }

/** Whether the work may be done although the call failed. */
const isAmbiguous = (error: VitrineError): boolean =>
  error instanceof ConnectionError
    ? error.sent
    : error instanceof TimeoutError || error.status === 502 || error.status === 504

async function sendOnce<T>(
  settings: Settings,
  call: Call,
  attempt: number,
  key: string | undefined,
): Promise<T> {
  const { timeoutMs } = settings
  const signal = call.options?.signal
  signal?.throwIfAborted()
  const subject = `${call.method} ${pathOf(call.path)}${attempt > 1 ? ` (attempt ${attempt})` : ''}`
  const { url, init } = requestOf(settings, call, key)
  // One controller of our own instead of AbortSignal.any and .timeout: browsers lacked the former until 2024.
  const controller = new AbortController()
  const abort = () => controller.abort()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    abort()
  }, timeoutMs)
  signal?.addEventListener('abort', abort)
  try {
    const response = await settings.fetch(url, { ...init, signal: controller.signal })
    if (response.ok && response.headers.get('content-type')?.startsWith('image/'))
      return await readPicture<T>(response)
    return readResponse<T>(subject, response, await response.text())
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause
    if (signal?.aborted) throw signal.reason
    if (isLate) throw new TimeoutError(`${subject} took longer than ${timeoutMs} ms`, cause)
    throw connectionError(subject, settings.baseUrl, cause)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

export function requestOf(
  settings: Settings,
  { method, path, query = {}, body, options }: Call,
  key: string | undefined,
) {
  const headers = new Headers({ accept: 'application/json', ...settings.headers })
  if (key !== undefined) headers.set('idempotency-key', key)
  if (options?.ifMatch !== undefined) headers.set('if-match', etagOf(options.ifMatch))
  const isRaw = body instanceof Blob || body instanceof FormData
  if (body !== undefined && !isRaw) headers.set('content-type', 'application/json')
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = given.length > 0 ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : ''
  const payload = body === undefined || isRaw ? body : JSON.stringify(body)
  // A redirect would turn a POST into a GET; it is told instead, since it means that baseUrl is not quite right.
  const init: RequestInit = { method, headers, body: payload as BodyInit | undefined, redirect: 'manual' }
  return { url: settings.baseUrl + pathOf(path) + search, init }
}
