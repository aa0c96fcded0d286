import { LRUCache } from 'lru-cache'
import type { Count, Counted } from '../data/rate-windows.ts'

/** How a caller stands after a request. */
export interface Standing {
  allowed: boolean
  remaining: number
  resetSeconds: number
}

export interface Limiter {
  /** Counts a request. Answers at once while the limit is far, and after asking the others where it is near. */
  take(name: string, quota: number): Standing | Promise<Standing>
}

export const WINDOW_SECONDS = 60
/** Counts of many requests go to the database together, this long after the first of them. */
const SETTLE_MS = 250
/** Callers that one process keeps in mind. */
const MAX_BUCKETS = 50_000

interface Bucket {
  name: string
  quota: number
  /** By all processes, as last told. */
  used: number
  /** Ours on their way to the database, and those that are not yet. */
  sending: number
  pending: number
  /** By the monotonic clock; undefined until the database has told. */
  endsAt: number | undefined
  /** Requests that wait to hear whether they were within the limit, in order. */
  waiting: ((allowed: boolean) => void)[]
}

/**
 * One limit for all processes, without a query for each request: a process counts by itself and settles in batches.
 * It answers by itself for a fiftieth of the quota at most, so that together they let through no more than the quota
 * and a fiftieth of it for each process; where that is less than one, they ask each time and let through just the quota.
 */
export function createLimiter(options: {
  settle: (counts: Count[]) => Promise<Counted[]>
  onError: (error: unknown) => void
}): Limiter {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_BUCKETS })
  let dirty = new Set<Bucket>()
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined

  /** Settles all that was counted before the call; one at a time, so that counts arrive in order. */
  function settle(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (!current) {
      current = settleOnce().finally(() => {
        current = undefined
      })
      return current
    }
    next ??= current.then(() => {
      next = undefined
      return settle()
    })
    return next
  }

  async function settleOnce(): Promise<void> {
    const batch = [...dirty].map((bucket) => ({ bucket, waiting: bucket.waiting }))
    dirty = new Set()
    for (const { bucket } of batch) {
      bucket.sending = bucket.pending
      bucket.pending = 0
      bucket.waiting = []
    }
    const counts = batch.map(({ bucket: { name, sending } }) => ({
      name,
      windowSeconds: WINDOW_SECONDS,
      amount: sending,
    }))
    const told = await options.settle(counts).catch((error) => {
      // Whoever was let through meets the same database; a limit is no reason to refuse them.
      options.onError(error)
      return []
    })
    const byName = new Map(told.map((entry) => [entry.name, entry]))
    const now = performance.now()
    for (const { bucket, waiting } of batch) {
      const entry = byName.get(bucket.name)
      bucket.used = entry ? entry.used : bucket.used + bucket.sending
      bucket.sending = 0
      if (entry) bucket.endsAt = now + entry.msLeft
      // Those who were let through at once came before; of those who waited, the last are too many.
      const within = waiting.length - Math.max(0, bucket.used - bucket.quota)
      waiting.forEach((resolve, at) => {
        resolve(at < within)
      })
    }
  }

  function bucketOf(name: string, quota: number, now: number): Bucket {
    const known = buckets.get(name)
    if (known && (known.endsAt === undefined || known.endsAt > now)) return known
    const bucket: Bucket = { name, quota, used: 0, sending: 0, pending: 0, endsAt: undefined, waiting: [] }
    buckets.set(name, bucket)
    return bucket
  }

  return {
    take(name, quota) {
      const bucket = bucketOf(name, quota, performance.now())
      const spent = bucket.used + bucket.sending + bucket.pending
      if (bucket.used >= quota) return standingOf(bucket, false)
      const block = Math.floor(quota / 50)
      bucket.pending += 1
      dirty.add(bucket)
      const unsettled = bucket.sending + bucket.pending
      if (unsettled > block || spent + block > quota) {
        const answer = new Promise<boolean>((resolve) => bucket.waiting.push(resolve))
        settle()
        return answer.then((allowed) => standingOf(bucket, allowed))
      }
      if (bucket.pending * 2 > block) settle()
      else timer ??= setTimeout(settle, SETTLE_MS).unref()
      return standingOf(bucket, true)
    },
  }
}

function standingOf({ quota, used, sending, pending, endsAt }: Bucket, allowed: boolean): Standing {
  const msLeft = endsAt === undefined ? WINDOW_SECONDS * 1000 : endsAt - performance.now()
  return {
    allowed,
    remaining: Math.max(0, quota - used - sending - pending),
    resetSeconds: Math.max(1, Math.ceil(msLeft / 1000)),
  }
}
