import { VitrineError } from './error.ts'
import { limited, limitsOf } from './limits.ts'
import { type Answer, type Reply, readAnswer, replyOf } from './reply.ts'
import { pauseMs, sleep } from './retry.ts'
import type { Settings } from './settings.ts'
import type { WriteOptions } from './types.ts'

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/v1`; ids as they are. */
  path: string[]
  query?: object
  /** Goes out as JSON; of a function, what it makes goes out as it is. */
  body?: unknown | ((signal?: AbortSignal) => Promise<Blob | FormData>)
  options?: WriteOptions
}

export type Send = <T>(call: Call) => Reply<T>

/**
 * Sends calls and repeats them where that is promising. It is safe because a POST carries one `Idempotency-Key` over all
 * attempts: the server does its work once, whatever broke off; every other method means the same twice as once.
 */
export const createSend =
  (settings: Settings): Send =>
  <T>(call: Call) =>
    replyOf(send<T>(settings, call))

async function send<T>(settings: Settings, call: Call): Promise<Answer<T>> {
  const { method, options, body } = call
  const { maxRetries, timeoutMs, totalTimeoutMs } = limitsOf(settings, options)
  const endsAt = Date.now() + totalTimeoutMs
  const isMade = typeof body === 'function'
  const payload = isMade ? await body(options?.signal) : JSON.stringify(body)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (!isMade && payload) headers['content-type'] = 'application/json'
  if (method === 'POST') headers['idempotency-key'] = options?.idempotencyKey ?? crypto.randomUUID()
  const earlier: VitrineError[] = []
  for (let attempt = 1; ; attempt += 1) {
    try {
      const leftMs = Math.min(timeoutMs, Math.max(1, endsAt - Date.now()))
      return await sendOnce<T>({ ...settings, timeoutMs: leftMs }, call, attempt, { headers, body: payload })
    } catch (error) {
      if (!(error instanceof VitrineError)) throw error
      const settled = settings.faults.settle?.(error, earlier, method)
      if (settled) return { data: undefined as T, response: settled }
      const waitMs = attempt <= maxRetries && error.retryable ? pauseMs(attempt, error) : undefined
      if (waitMs === undefined || Date.now() + waitMs >= endsAt) throw error
      earlier.push(error)
      await sleep(waitMs, options?.signal)
    }
  }
}

async function sendOnce<T>(
  settings: Settings,
  call: Call,
  attempt: number,
  given: RequestInit,
): Promise<Answer<T>> {
  const { subject, request, init } = await prepare(settings, call, attempt, given)
  const limits = limited(call.options?.signal, settings.timeoutMs)
  let response: Response | undefined
  let error: unknown
  try {
    response = await settings.fetch(request.url, { ...init, signal: limits.signal })
    return await readAnswer<T>(settings.faults, subject, response)
  } catch (cause) {
    error = limits.faultOf(settings, cause, subject)
    throw error
  } finally {
    limits.end()
    await settings.finish?.(request, response, error)
  }
}

/** One attempt of a call, ready for `fetch`. */
export async function prepare(
  settings: Settings,
  { method, path, query = {}, options }: Call,
  attempt: number,
  init: RequestInit,
) {
  options?.signal?.throwIfAborted()
  const route = pathOf(path)
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = given.length > 0 ? `?${new URLSearchParams(given)}` : ''
  const url = settings.baseUrl + route + search
  const headers = new Headers(init.headers)
  const request = { method, url, attempt, headers }
  await settings.prepare(request, options)
  const subject = `${method} ${route}${attempt > 1 ? ` (attempt ${attempt})` : ''}`
  // A redirect would turn a POST into a GET; it is told instead, since it means that baseUrl is not quite right.
  const redirect: RequestRedirect = 'manual'
  return { subject, request, init: { ...init, method, headers, redirect } }
}

/** Escapes every part, so that an id can neither be empty nor lead elsewhere. */
const pathOf = (parts: string[]): string =>
  parts.reduce((path, part) => {
    if (!part || /^\.\.?$/.test(part)) throw new TypeError(`Not an id: "${part}"`)
    return `${path}/${encodeURIComponent(part)}`
  }, '/v1')
