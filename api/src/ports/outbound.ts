/** What came back, as far as it was kept. */
export interface OutboundAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  bytes: Uint8Array
}

/**
 * Calls addresses that others chose. It reaches public addresses only, decided on the very address that is connected
 * to; it follows no redirect, and time and bytes are capped.
 */
export interface Outbound {
  /**
   * For the moment an address is given: everything that can be said against it now. It is looked at again at each
   * connection; a name that does not resolve just now passes.
   * @throws {OutboundRefusedError}
   */
  checkUrl(url: string): Promise<void>
  /**
   * Reads what is there, uncompressed.
   * @throws {OutboundRefusedError} for an address that is not called at all
   * @throws {OutboundFailedError} for anything else than a whole answer with a status from 200 to 299
   */
  fetchBytes(url: string, options: { limitBytes: number; timeoutMs: number }): Promise<OutboundAnswer>
  /**
   * Sends a body, and answers whatever status comes back with the first `keepBytes` of the answer.
   * @throws {OutboundRefusedError} for an address that is not called at all
   * @throws {OutboundFailedError} where no status came back in time
   */
  post(
    url: string,
    options: {
      body: string
      headers: Record<string, string>
      timeoutMs: number
      keepBytes: number
      signal?: AbortSignal
    },
  ): Promise<OutboundAnswer>
}

/** The address is none that is called; the message says why and fits after "The address ". */
export class OutboundRefusedError extends Error {
  override readonly name = 'OutboundRefusedError'
}

export type OutboundFailure =
  | 'timeout'
  | 'unresolved'
  | 'unreachable'
  | 'tls'
  | 'broken'
  | 'too_large'
  | 'status'

/** It was called, and that came to nothing; the message says how far it came and quotes nothing of the answer. */
export class OutboundFailedError extends Error {
  override readonly name = 'OutboundFailedError'
  readonly failure: OutboundFailure
  constructor(failure: OutboundFailure, message: string, cause?: unknown) {
    super(message, { cause })
    this.failure = failure
  }
}
