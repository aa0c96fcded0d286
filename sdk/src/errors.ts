import type { ErrorCode, Problem } from './types.ts'

/**
 * Why a call failed: a code of the API, or one of the client's own. The list grows with the API, so leave a branch for
 * codes you do not know.
 */
export type VitrineErrorCode =
  | ErrorCode
  | 'rate_limited'
  | 'connection_failed'
  | 'timeout'
  | 'unexpected_response'
  | (string & {})

export type VitrineErrorFields = {
  code: VitrineErrorCode
  status?: number
  requestId?: string
  detail?: string
  errors?: NonNullable<Problem['errors']>
  retryAfterMs?: number
  cause?: unknown
}

/** Every failure of a call, except an abort of your own: that one rejects with your signal's reason. */
export class VitrineError extends Error {
  override name = 'VitrineError'
  /** What to branch on; messages are for people and may change. */
  readonly code: VitrineErrorCode
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined
  /** Quote it when you ask for help; the server's log lines carry it. */
  readonly requestId: string | undefined
  /** The server's own sentence on what went wrong. */
  readonly detail: string | undefined
  /** For `invalid_request`, one entry a problem; `path` is a JSON Pointer into the body. */
  readonly errors: NonNullable<Problem['errors']>
  /** Milliseconds the server asks to be left alone, where it said so. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, fields: VitrineErrorFields) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause })
    this.code = fields.code
    this.status = fields.status
    this.requestId = fields.requestId
    this.detail = fields.detail
    this.errors = fields.errors ?? []
    this.retryAfterMs = fields.retryAfterMs
  }

  /** Whether the same call may succeed later, unchanged. */
  get retryable(): boolean {
    if (this.code === 'idempotency_in_progress') return true
    return this.status !== undefined && [429, 502, 503, 504].includes(this.status)
  }
}

/** 400, 413, 415, 422 and any other 4xx without a class of its own: the request itself must change. */
export class InvalidRequestError extends VitrineError {
  override name = 'InvalidRequestError'
}

/** 401: the key is unknown, revoked or expired. */
export class AuthenticationError extends VitrineError {
  override name = 'AuthenticationError'
}

/** 403: the key lacks the scope, is for another tenant, or is used from an origin it does not allow. */
export class PermissionError extends VitrineError {
  override name = 'PermissionError'
}

/** 404: no such thing in this account. */
export class NotFoundError extends VitrineError {
  override name = 'NotFoundError'
}

/** 409, 412, 428: the state of the resource forbids it. Read it again, then decide. */
export class ConflictError extends VitrineError {
  override name = 'ConflictError'
}

/** 429: too many calls, more often than the retries could wait out. */
export class RateLimitError extends VitrineError {
  override name = 'RateLimitError'
}

/** 5xx, or an answer that is not the API's. */
export class ServerError extends VitrineError {
  override name = 'ServerError'
}

/** No answer, or one that broke off. */
export class ConnectionError extends VitrineError {
  override name = 'ConnectionError'
  /** False where certainly nothing reached the server; true where it may have done the work all the same. */
  readonly sent: boolean

  constructor(message: string, fields: { sent: boolean; cause?: unknown }) {
    super(message, { code: 'connection_failed', cause: fields.cause })
    this.sent = fields.sent
  }

  override get retryable(): boolean {
    return true
  }
}

/** An attempt took longer than `timeoutMs`, or a wait longer than its own. The server may have done the work. */
export class TimeoutError extends VitrineError {
  override name = 'TimeoutError'

  constructor(message: string, cause?: unknown) {
    super(message, { code: 'timeout', cause })
  }

  override get retryable(): boolean {
    return true
  }
}

const classOf = (status: number): typeof VitrineError => {
  if (status === 401) return AuthenticationError
  if (status === 403) return PermissionError
  if (status === 404) return NotFoundError
  if (status === 409 || status === 412 || status === 428) return ConflictError
  if (status === 429) return RateLimitError
  return status >= 400 && status < 500 ? InvalidRequestError : ServerError
}

/** The error for an answer with this status; `subject` is the call in words, as in `GET /v1/account`. */
export function errorOf(subject: string, fields: VitrineErrorFields & { status: number }): VitrineError {
  const { code, status, detail, errors = [], requestId } = fields
  // A detail that repeats the only problem would say it twice.
  const untold = errors.filter((problem) => !detail?.includes(problem.message))
  const shown = untold.slice(0, 5).map((problem) => `${problem.path}: ${problem.message}`)
  if (untold.length > shown.length) shown.push(`and ${untold.length - shown.length} more`)
  const what = [detail, ...shown].filter(Boolean).join('; ')
  const message = `${subject} answered ${status} ${code}${what && `: ${what}`}${requestId ? ` [request ${requestId}]` : ''}`
  return new (classOf(status))(message, fields)
}
