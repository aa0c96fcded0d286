import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  type VitrineError,
} from './errors.ts'
import type { AnsweredFields, Faults } from './faults.ts'

export const fullFaults: Faults = {
  read: (answer) =>
    answer.ok && /^(image\/|text\/csv)/.test(answer.headers.get('content-type') ?? '')
      ? answer.blob()
      : undefined,
  answered,
  unanswered: connectionError,
  late: (message, cause) => new TimeoutError(message, cause),
  settle(error, earlier, method) {
    const { code, status = 0, requestId } = error
    if (!earlier.some(isAmbiguous)) return undefined
    if (status === 412) error.message += ' (an earlier attempt broke off and may be what changed it)'
    return method === 'DELETE' && code === 'not_found'
      ? { status, headers: new Headers(), requestId }
      : undefined
  },
}

/** Whether the work may be done although the call failed. */
const isAmbiguous = (error: VitrineError): boolean =>
  error instanceof ConnectionError
    ? error.sent
    : error instanceof TimeoutError || error.status === 502 || error.status === 504

const classOf = (status: number): typeof VitrineError => {
  if (status === 401) return AuthenticationError
  if (status === 403) return PermissionError
  if (status === 404) return NotFoundError
  if (status === 409 || status === 412 || status === 428) return ConflictError
  if (status === 429) return RateLimitError
  return status >= 400 && status < 500 ? InvalidRequestError : ServerError
}

function answered(subject: string, fields: AnsweredFields, headers: Headers): VitrineError {
  const { code, status, detail = foreign(headers), errors = [], requestId } = fields
  // A detail that repeats the only problem would say it twice.
  const untold = errors.filter((problem) => !detail?.includes(problem.message))
  const shown = untold.slice(0, 5).map((problem) => `${problem.path}: ${problem.message}`)
  if (untold.length > shown.length) shown.push(`and ${untold.length - shown.length} more`)
  const what = [detail, ...shown].filter(Boolean).join('; ')
  const message = `${subject} answered ${status} ${code}${what && `: ${what}`}${requestId ? ` [request ${requestId}]` : ''}`
  return new (classOf(status))(message, { ...fields, detail })
}

/** What answered instead of the API, as far as can be told. */
function foreign(headers: Headers): string {
  const target = headers.get('location')
  if (target) return `a redirect to ${target}`
  const type = headers.get('content-type')?.split(';')[0] ?? 'nothing'
  return `${type}, which is not the API's; is baseUrl right?`
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

/** For what `fetch` throws where no answer comes, or breaks off. */
function connectionError(subject: string, baseUrl: string, fault: unknown): ConnectionError {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  const sent = code === undefined || !UNSENT.has(code)
  const text = cause instanceof Error ? cause.message : String(cause)
  const reason = code === undefined || text.includes(code) ? text : `${text} ${code}`.trim()
  const message = sent
    ? `${subject} got no answer from ${baseUrl} (${reason})`
    : `${subject} could not connect to ${baseUrl} (${reason}); is baseUrl right?`
  return new ConnectionError(message, { sent, cause: fault })
}
