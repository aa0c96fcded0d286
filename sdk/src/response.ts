import { errorOf } from './errors.ts'
import type { Problem } from './types.ts'

/** What came with a result besides its body. */
export type ResponseInfo = { status: number; headers: Headers; requestId: string | undefined }

const responses = new WeakMap<object, ResponseInfo>()

/**
 * Status, headers and request id of the answer that a result came from; undefined for anything else, copies included.
 *
 * @example responseOf(await vitrine.tenants.get(id))?.requestId
 */
export const responseOf = (result: object): ResponseInfo | undefined => responses.get(result)

/** The value of `If-Match`: an `ETag` as it is, or the one the API makes of a resource's version. */
export const etagOf = (match: string | { version: number }): string =>
  typeof match === 'string' ? match : `"v${match.version}"`

/** The result that an answer carries; throws the error where it carries one, or nothing of the API's. */
export function readResponse<T>(subject: string, response: Response, text: string): T {
  const { status, headers } = response
  const body = parse(text)
  const problem = isProblem(body) ? body : undefined
  const requestId = headers.get('x-request-id') ?? problem?.requestId ?? undefined
  if (status === 204) return undefined as T
  if (response.ok && typeof body === 'object' && body !== null) {
    responses.set(body, { status, headers, requestId })
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

/** The picture that an answer is. */
export async function readPicture<T>(response: Response): Promise<T> {
  const { status, headers } = response
  const picture = await response.blob()
  responses.set(picture, { status, headers, requestId: headers.get('x-request-id') ?? undefined })
  return picture as T
}

/** `Retry-After` in milliseconds: it holds seconds or a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
