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
  declare readonly code: VitrineErrorCode
  /** HTTP status; undefined where no answer came. */
  declare readonly status: number | undefined
  /** Quote it when you ask for help; the server's log lines carry it. */
  declare readonly requestId: string | undefined
  /** The server's own sentence on what went wrong. */
  declare readonly detail: string | undefined
  /** For `invalid_request`, one entry a problem; `path` is a JSON Pointer into the body. */
  declare readonly errors: NonNullable<Problem['errors']>
  /** Milliseconds the server asks to be left alone, where it said so. */
  declare readonly retryAfterMs: number | undefined

  constructor(message: string, { cause, errors = [], ...fields }: VitrineErrorFields) {
    super(message, cause === undefined ? cause : { cause })
    Object.assign(this, fields, { errors })
  }

  /** Whether the same call may succeed later, unchanged. */
  get retryable(): boolean {
    const subject = `${this.status} ${this.code}`
    return /^(429|50[234]) |in_progress|connection_failed|timeout/.test(subject)
  }
}
