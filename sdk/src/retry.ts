import type { VitrineError } from './error.ts'
import { limited } from './limits.ts'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 8_000
/** A server that asks for more is not waited for: a call that hangs for minutes is worse than an error that says so. */
const LONGEST_RETRY_AFTER_MS = 60_000

/** Milliseconds to wait after this attempt (the first is 1), or undefined where the server asks for too many. */
export function pauseMs(attempt: number, error: VitrineError): number | undefined {
  const ceilingMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))
  // Chance spreads clients that failed together; on top of Retry-After too, since they were all told the same.
  const jittered = ceilingMs / 2 + (Math.random() * ceilingMs) / 2
  if (error.retryAfterMs === undefined) return jittered
  return error.retryAfterMs > LONGEST_RETRY_AFTER_MS ? undefined : error.retryAfterMs + jittered / 4
}

/** Resolves after that many milliseconds; rejects with the signal's reason once it aborts. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  const limits = limited(signal, ms)
  if (!limits.signal.aborted) {
    await new Promise((resolve) => limits.signal.addEventListener('abort', resolve))
  }
  limits.end()
  signal?.throwIfAborted()
}
