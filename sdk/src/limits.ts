import { VitrineError } from './error.ts'
import type { Faults } from './faults.ts'
import type { Limits } from './settings.ts'

/** The limits of a call: its own where it has any, else the client's. */
export function limitsOf(settings: Limits, options: Partial<Limits> = {}): Limits {
  const {
    timeoutMs = settings.timeoutMs,
    totalTimeoutMs = settings.totalTimeoutMs,
    maxRetries = settings.maxRetries,
  } = options
  // Past 2^31 a timer fires at once.
  const isRight = Math.min(timeoutMs, totalTimeoutMs) > 0 && Math.max(timeoutMs, totalTimeoutMs) < 2 ** 31
  if (!isRight || !(maxRetries >= 0) || maxRetries % 1)
    throw new TypeError('timeoutMs must be positive, maxRetries 0 or more')
  return { timeoutMs, totalTimeoutMs, maxRetries }
}

/** A signal that aborts with the caller's, or once the time is up. */
export function limited(signal: AbortSignal | undefined, ms: number) {
  // One controller of our own instead of AbortSignal.any and .timeout: browsers lacked the former until 2024.
  const controller = new AbortController()
  const abort = () => controller.abort()
  let allowedMs = 0
  let isLate = false
  let timer: ReturnType<typeof setTimeout>
  /** From now on, that many milliseconds. */
  const allow = (ms: number) => {
    clearTimeout(timer)
    allowedMs = ms
    timer = setTimeout(() => {
      isLate = true
      abort()
    }, ms)
  }
  allow(ms)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  return {
    signal: controller.signal,
    allow,
    /** Aborts what is still under way. Not for what has come to its end: it would cost more than the rest of the client. */
    abort,
    end() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    },
    /** What to throw for what went wrong in here. */
    faultOf(
      { faults, baseUrl }: { faults: Faults; baseUrl: string },
      cause: unknown,
      subject: string,
    ): unknown {
      if (cause instanceof VitrineError) return cause
      if (signal?.aborted) return signal.reason
      return isLate
        ? faults.late(`${subject} was not answered within ${allowedMs} ms`, cause)
        : faults.unanswered(subject, baseUrl, cause)
    },
  }
}
