const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What passes between two tries, each a little more or less, so that what failed together does not return together. */
const PAUSES = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  18 * HOUR,
  22 * HOUR,
]
const JITTER = 0.2
/** After this the last try is made, and the endpoint that has taken nothing all the while is disabled. */
export const GIVE_UP_MS = 72 * HOUR
/** No `Retry-After` puts a try off by more. */
const LONGEST_WISH_MS = 24 * HOUR

/** When to try again after a failure; undefined where that was the last try. */
export function nextTry(options: {
  /** Tries so far, the one that just failed among them. */
  tries: number
  firstTryAt: Date
  now: Date
  /** What the endpoint asked for, in milliseconds from now. */
  wishMs?: number | undefined
  random: () => number
}): Date | undefined {
  const { tries, firstTryAt, now, wishMs = 0, random } = options
  const end = firstTryAt.getTime() + GIVE_UP_MS
  if (now.getTime() >= end) return undefined
  const pause = PAUSES[Math.min(tries, PAUSES.length) - 1]! * (1 - JITTER + 2 * JITTER * random())
  // The last one exactly at the end, so that three days are three days.
  return new Date(Math.min(now.getTime() + Math.max(pause, wishMs), end))
}

/** `Retry-After`, in seconds or as a date, as milliseconds from now; undefined where there is none that makes sense. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, LONGEST_WISH_MS) : undefined
}
