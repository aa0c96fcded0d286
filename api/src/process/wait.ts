import { setTimeout as sleep } from 'node:timers/promises'
import { asApiError } from '../data/database.ts'
import { ApiError } from '../errors.ts'
import type { Log } from '../log.ts'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 3000

/**
 * The result of `work` once the database answers, however long that takes: a start before its database, or during
 * its failover, is no failure. Meanwhile `standIn` answers in our place. Undefined where it is asked to stop first.
 */
export async function onceDatabaseAnswers<T>(
  work: () => Promise<T>,
  options: { log: Log; stop: Promise<unknown>; standIn?: () => Promise<{ stop(): Promise<void> }> },
): Promise<T | undefined> {
  const { log, stop, standIn } = options
  let stopping = false
  const stopped = stop.then(() => {
    stopping = true
  })
  let instead: { stop(): Promise<void> } | undefined
  let waitMs = FIRST_WAIT_MS
  try {
    while (!stopping) {
      try {
        return await work()
      } catch (error) {
        if (!isAway(error)) throw error
        if (waitMs === FIRST_WAIT_MS) log.warn({ err: error }, 'the database does not answer; waiting for it')
      }
      instead ??= await standIn?.()
      await Promise.race([sleep(waitMs * (0.75 + Math.random() / 2)), stopped])
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
    return undefined
  } finally {
    await instead?.stop()
  }
}

function isAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const known = asApiError(at)
    if (known instanceof ApiError && known.code === 'unavailable') return true
  }
  return false
}
