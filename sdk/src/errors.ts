import { VitrineError } from './error.ts'

export type { VitrineErrorCode } from './error.ts'
export { VitrineError }

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
}

/** An attempt took longer than `timeoutMs`, or a wait longer than its own. The server may have done the work. */
export class TimeoutError extends VitrineError {
  override name = 'TimeoutError'

  constructor(message: string, cause?: unknown) {
    super(message, { code: 'timeout', cause })
  }
}
