import { ConnectionError, errorOf, TimeoutError, VitrineError } from './errors.ts'
import { etagOf, remember } from './response.ts'
import { pauseMs, sleep } from './retry.ts'
import type { Problem, WriteOptions } from './types.ts'

export type Settings = {
  baseUrl: string
  headers: Record<string, string>
  fetch: typeof fetch
  timeoutMs: number
  maxRetries: number
}

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  query?: object
  /** A blob or a form goes out as it is; anything else as JSON. */
  body?: unknown
  options?: WriteOptions
}

export type Send = <T>(call: Call) => Promise<T>

/** A path whose parts are escaped, so that an id can neither be empty nor lead elsewhere. */
export function path(parts: TemplateStringsArray, ...ids: string[]): string {
  return parts.reduce((whole, part, index) => {
    const id = ids[index - 1]
    if (typeof id !== 'string' || /^\.{0,2}$/.test(id))
      throw new TypeError(`Not an id: ${JSON.stringify(id)}`)
    return whole + encodeURIComponent(id) + part
  })
}

/** Sends calls and repeats them where that is safe and promising. */
export const createSend = (settings: Settings): Send =>
  async function send<T>(call: Call): Promise<T> {
    const maxRetries = call.options?.maxRetries ?? settings.maxRetries
    let perhapsDone = false
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await sendOnce<T>(settings, call, attempt)
      } catch (error) {
        if (!(error instanceof VitrineError)) throw error
        if (perhapsDone && call.method === 'DELETE' && error.status === 404) return undefined as T
        if (perhapsDone && error.status === 412) {
          error.message += ' (an earlier attempt broke off and may be what changed it)'
        }
        const waitMs = attempt <= maxRetries && mayRepeat(call, error) ? pauseMs(attempt, error) : undefined
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

/**
 * Everything but POST can be repeated without doing it twice. A POST that carries an `Idempotency-Key` could be as
 * well: once the server honours it, send it in `sendOnce` and let it pass here.
 */
const mayRepeat = (call: Call, error: VitrineError): boolean =>
  error.retryable && (call.method !== 'POST' || !isAmbiguous(error))

async function sendOnce<T>(settings: Settings, call: Call, attempt: number): Promise<T> {
  const { signal, timeoutMs = settings.timeoutMs } = call.options ?? {}
  signal?.throwIfAborted()
  const subject = `${call.method} ${call.path}${attempt > 1 ? ` (attempt ${attempt})` : ''}`
  const { url, init } = requestOf(settings, call)
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
    return read<T>(subject, response, await response.text())
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

function requestOf(settings: Settings, { method, path, query = {}, body, options }: Call) {
  const headers = new Headers({ accept: 'application/json', ...settings.headers })
  if (options?.ifMatch !== undefined) headers.set('if-match', etagOf(options.ifMatch))
  const isRaw = body instanceof Blob || body instanceof FormData
  if (body !== undefined && !isRaw) headers.set('content-type', 'application/json')
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = given.length > 0 ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : ''
  const payload = body === undefined || isRaw ? body : JSON.stringify(body)
  // A redirect would turn a POST into a GET; it is told instead, since it means that baseUrl is not quite right.
  const init: RequestInit = { method, headers, body: payload as BodyInit | undefined, redirect: 'manual' }
  return { url: settings.baseUrl + path + search, init }
}

function read<T>(subject: string, response: Response, text: string): T {
  const { status, headers } = response
  const body = parse(text)
  const problem = isProblem(body) ? body : undefined
  const requestId = headers.get('x-request-id') ?? problem?.requestId ?? undefined
  if (response.ok && text === '') return undefined as T
  if (response.ok && typeof body === 'object' && body !== null) {
    remember(body, { status, headers, requestId })
    return body as T
  }
  const retryAfterMs = retryAfter(headers.get('retry-after'))
  if (problem) {
    const { code, detail = problem.title, errors } = problem
    throw errorOf(subject, { code, status, requestId, detail, errors, retryAfterMs })
  }
  const type = headers.get('content-type')?.split(';')[0] ?? 'nothing'
  const target = headers.get('location')
  const detail = target ? `a redirect to ${target}` : `${type}, which is not the API's; is baseUrl right?`
  throw errorOf(subject, { code: 'unexpected_response', status, requestId, detail, retryAfterMs })
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in milliseconds: it holds seconds or a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

// Faults from before a connection stands: nothing was sent. What is not listed may have been.
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function connectionError(subject: string, baseUrl: string, fault: unknown): ConnectionError {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  const sent = code === undefined || !UNSENT.has(code)
  const reason = [cause instanceof Error ? cause.message : String(cause), code].filter(Boolean).join(', ')
  const message = sent
    ? `${subject} lost its connection to ${baseUrl} (${reason}); the server may have done the work`
    : `${subject} could not connect to ${baseUrl} (${reason}); is baseUrl right?`
  return new ConnectionError(message, { sent, cause: fault })
}
