import type { components } from './contract/types.gen.ts'

/** The closed list of the contract. */
export type ErrorCode = components['schemas']['ErrorCode']

interface ErrorKind {
  status: number
  /** Whether the same request may succeed later, unchanged. */
  retryable: boolean
  title: string
}

/** The one table from code to status, retryability and text. */
export const ERRORS: Record<ErrorCode, ErrorKind> = {
  invalid_request: { status: 400, retryable: false, title: 'The request is not valid' },
  unauthenticated: { status: 401, retryable: false, title: 'No valid credentials were given' },
  forbidden: { status: 403, retryable: false, title: 'The credentials do not allow this' },
  origin_not_allowed: { status: 403, retryable: false, title: 'The key may not be used from this origin' },
  not_found: { status: 404, retryable: false, title: 'There is no such thing' },
  method_not_allowed: { status: 405, retryable: false, title: 'The address does not take this method' },
  conflict: { status: 409, retryable: false, title: 'The request contradicts the present state' },
  slug_taken: { status: 409, retryable: false, title: 'The slug is taken' },
  idempotency_in_progress: {
    status: 409,
    retryable: true,
    title: 'The first call with this key is still running',
  },
  version_mismatch: { status: 412, retryable: false, title: 'It was changed since it was read' },
  payload_too_large: { status: 413, retryable: false, title: 'The body is too large' },
  unsupported_media_type: { status: 415, retryable: false, title: 'The type of the body is not supported' },
  unprocessable_image: { status: 422, retryable: false, title: 'The image cannot be used' },
  invalid_placement: { status: 422, retryable: false, title: 'The placement cannot be drawn' },
  idempotency_key_reused: { status: 422, retryable: false, title: 'The key was used for another request' },
  rate_limited: { status: 429, retryable: true, title: 'Too many requests' },
  internal: { status: 500, retryable: true, title: 'Something went wrong on our side' },
  unavailable: { status: 503, retryable: true, title: 'The service is not available for a moment' },
}

/** One problem of a request: `path` is a JSON Pointer into it. */
export interface FieldError {
  path: string
  message: string
}

/** An error that is told to the caller; everything else becomes `internal` and is only logged. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly errors: FieldError[] | undefined
  readonly headers: Record<string, string>

  /** @param detail one sentence for the caller: what is wrong here and, where it helps, what to do. */
  constructor(
    code: ErrorCode,
    detail: string,
    more: { errors?: FieldError[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause })
    this.code = code
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }

  get status(): number {
    return ERRORS[this.code].status
  }
}

/** The one answer for what is not there and for what belongs to somebody else. */
export function notFound(what: string): ApiError {
  return new ApiError('not_found', `No such ${what}.`)
}
