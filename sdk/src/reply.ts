import type { Faults } from './faults.ts'
import type { Problem } from './types.ts'

/** What came with a result besides its body. */
export type ResponseInfo = { status: number; headers: Headers; requestId: string | undefined }

/** A result with what came besides it. */
export type Answer<T> = {
  data: T
  /** Status, headers and request id of the answer. */
  response: ResponseInfo
}

/**
 * The result of a call: await it.
 *
 * @example const { data, response } = await vitrine.tenants.get(id).withResponse()
 */
export type Reply<T> = Promise<T> & {
  /** The result with the status, headers and request id of its answer. */
  withResponse(): Promise<Answer<T>>
}

export function replyOf<T>(answer: Promise<Answer<T>>): Reply<T> {
  const data = answer.then(({ data }) => data)
  return Object.assign(data, {
    withResponse: () => {
      // Whoever asks for both hears of the failure there; here nobody would.
      data.catch(() => {})
      return answer
    },
  })
}

/** The result that an answer carries; throws the error where it carries one, or nothing of the API's. */
export async function readAnswer<T>(faults: Faults, subject: string, answer: Response): Promise<Answer<T>> {
  const { ok, status, headers } = answer
  // A problem and a resource alike: which of them it is, the status says.
  const body = ((await faults.read?.(answer)) ?? parse(await answer.text())) as T & Partial<Problem>
  const requestId = headers.get('x-request-id') ?? body?.requestId
  const response = { status, headers, requestId }
  if (status === 204 || (ok && typeof body === 'object' && body !== null)) return { data: body, response }
  const { code = 'unexpected_response', title, detail = title, errors } = !ok && body ? body : {}
  const retryAfterMs = retryAfter(headers.get('retry-after'))
  throw faults.answered(subject, { code, status, requestId, detail, errors, retryAfterMs }, headers)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in milliseconds: it holds seconds or a date. */
function retryAfter(value: string | null): number | undefined {
  const text = value ?? ''
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return ms >= 0 ? ms : undefined
}
