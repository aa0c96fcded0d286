import pg from 'pg'
import type { Trx } from './knex.ts'

/** One channel for all; a payload is the id of what changed, and nothing else. */
const CHANNEL = 'vitrine_changes'
/** What a lost notification, or a pooler that lets none through, delays a change by. */
const POLL_MS = 5000
/** A burst of changes is looked at this often at most, unless said. */
const GAP_MS = 100
const LONGEST_PAUSE_MS = 10_000

/** Tells other processes, once the transaction is committed, that something about these ids has changed. */
export async function notifyChange(trx: Trx, ...ids: string[]): Promise<void> {
  await trx.raw(`select ${ids.map(() => `pg_notify('${CHANNEL}', ?)`).join(', ')}`, ids)
}

/** What changes in the database, whichever process does it. */
export interface Changes {
  /** One tick at once, then one whenever there may be something new about an id; ends with the signal. */
  of(id: string, signal: AbortSignal, gapMs?: number): AsyncIterable<void>
  close(): void
}

/** One connection of its own, for as long as there is interest: a pool's may not keep a LISTEN. */
export function createChanges(options: {
  connectionString: string
  onError: (error: unknown) => void
}): Changes {
  const watchers = new Map<string, Set<() => void>>()
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let failures = 0
  let closed = false

  function listen(): void {
    retry = undefined
    const { connectionString } = options
    const next = new pg.Client({
      connectionString,
      application_name: 'vitrine-changes',
      connectionTimeoutMillis: 3000,
      keepAlive: true,
    })
    client = next
    next.on('notification', ({ payload = '' }) => wake(watchers.get(payload)))
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, new Error('the connection ended')))
    next
      .connect()
      .then(() => next.query(`listen ${CHANNEL}`))
      .then(() => {
        failures = 0
        // Whatever happened in between was told to nobody.
        for (const set of watchers.values()) wake(set)
      })
      .catch((error) => lost(next, error))
  }

  function lost(which: pg.Client, error: unknown): void {
    if (client !== which || closed) return
    client = undefined
    which.end().catch(() => undefined)
    options.onError(error)
    failures += 1
    const pauseMs = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
    retry = setTimeout(listen, pauseMs)
    retry.unref()
  }

  function watch(id: string, changed: () => void): () => void {
    const set = watchers.get(id) ?? new Set()
    watchers.set(id, set.add(changed))
    if (!client && !retry && !closed) listen()
    return () => {
      set.delete(changed)
      if (set.size === 0 && watchers.get(id) === set) watchers.delete(id)
    }
  }

  return {
    async *of(id, signal, gapMs = GAP_MS) {
      // Noted also while the last tick is being looked at, so that nothing falls between two looks.
      let changed = false
      let wakeUp = () => {}
      const stop = watch(id, () => {
        changed = true
        wakeUp()
      })
      const abort = () => wakeUp()
      signal.addEventListener('abort', abort)
      const pause = async (ms: number, until: () => boolean) => {
        if (signal.aborted || until()) return
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          timer = setTimeout(resolve, ms)
          wakeUp = () => {
            if (signal.aborted || until()) resolve()
          }
        })
        clearTimeout(timer)
      }
      try {
        while (!signal.aborted) {
          changed = false
          yield
          await pause(gapMs, () => false)
          await pause(POLL_MS, () => changed)
        }
      } finally {
        stop()
        signal.removeEventListener('abort', abort)
      }
    },

    close() {
      closed = true
      clearTimeout(retry)
      // Not waited for: one that is still connecting to a database that is mute takes 3 s of the 8 there are to stop.
      client?.end().catch(() => undefined)
    },
  }
}

function wake(set: Set<() => void> = new Set()): void {
  for (const changed of set) changed()
}
