import { randomUUID } from 'node:crypto'
import type { Changes } from '../../data/changes.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { EventRow, Events } from '../events/events.ts'
import { WAKE } from './announce.ts'
import type { Claimed } from './deliver.ts'
import * as store from './store.ts'

/** Posts that one process has on their way: they wait more than they work. */
const PLACES = 64
/** Of these, for endpoints that did not even answer the last time: the others must not wait for them. */
const SILENT_PLACES = 16
/** On their way to one endpoint, whichever process sends them. */
const PER_ENDPOINT = 8
/** Beyond the time that a try may take: for what comes before and after it. */
const LEASE_MARGIN_MS = 15_000
/** What is due by the clock alone, such as a retry, is looked for this often. */
const LOOK_MS = 1000

export interface Dispatcher {
  /** Sends what is due, and goes on until nothing is. */
  drain(): Promise<void>
  start(): void
  /** Takes nothing more, lets what is on its way end, and gives the rest back. */
  stop(timeoutMs: number): Promise<void>
}

/**
 * Chooses what is sent next. The deliveries are their own queue: rows that are due, held for as long as one try takes,
 * so that a process that dies delays its own by that time and loses none. How many are on their way is limited by
 * endpoint, and again for all that do not answer, so that none waits for a slow or dead other.
 */
export function createDispatcher(parts: {
  db: Database
  changes: Changes
  events: Pick<Events, 'find'>
  deliver: (claimed: Claimed, event: EventRow | undefined, signal: AbortSignal) => Promise<void>
  timeoutMs: number
  now: () => Date
  onError: (error: unknown) => void
}): Dispatcher {
  const { db, changes, events, deliver, timeoutMs, now, onError } = parts
  const abort = new AbortController()
  const underway = new Set<Promise<void>>()
  let silent = 0
  let looking: Promise<number> | undefined
  let again = false
  let stopping = false
  let timer: NodeJS.Timeout | undefined

  /** One look at a time; asked meanwhile, one more follows. */
  function look(): Promise<number> {
    again = looking !== undefined
    looking ??= take()
      .catch((error) => {
        onError(error)
        return 0
      })
      .finally(() => {
        looking = undefined
        if (again && !stopping) look()
      })
    return looking
  }

  async function take(): Promise<number> {
    const places = PLACES - underway.size
    if (places <= 0 || stopping) return 0
    const claimed = await db.forDispatch((trx) => claim(trx, places))
    const found = await eventsOf(claimed)
    for (const entry of claimed) {
      if (entry.endpoint.silent) silent += 1
      const sent = deliver(entry, found.get(entry.delivery.eventId), abort.signal)
        // Whatever went wrong here, the delivery comes back when its time is up.
        .catch(onError)
        .finally(() => {
          underway.delete(sent)
          if (entry.endpoint.silent) silent -= 1
          if (!stopping) look()
        })
      underway.add(sent)
    }
    return claimed.length
  }

  async function claim(trx: Trx, places: number): Promise<Claimed[]> {
    const at = now()
    const endpoints = await store.holdDueEndpoints(trx, at, PLACES)
    if (endpoints.length === 0) return []
    const ids = endpoints.map(({ id }) => id)
    const shares = share(endpoints, await store.inFlight(trx, ids, at), {
      places,
      silentPlaces: SILENT_PLACES - silent,
    })
    if (shares.length === 0) return []
    const until = new Date(at.getTime() + timeoutMs + LEASE_MARGIN_MS)
    return store.leaseDeliveries(trx, shares, { now: at, until, lease: randomUUID() })
  }

  async function eventsOf(claimed: Claimed[]): Promise<Map<string, EventRow>> {
    const byAccount = Map.groupBy(claimed, ({ delivery }) => delivery.accountId)
    const found = await Promise.all(
      [...byAccount].map(([accountId, entries]) =>
        events.find(
          accountId,
          entries.map(({ delivery }) => delivery.eventId),
        ),
      ),
    )
    return new Map(found.flat().map((event) => [event.id, event]))
  }

  return {
    async drain() {
      while ((await look()) > 0 || underway.size > 0) await Promise.all(underway)
    },

    start() {
      const round = () => {
        look()
        timer = setTimeout(round, LOOK_MS)
        timer.unref()
      }
      round()
      const follow = async () => {
        for await (const _ of changes.of(WAKE, abort.signal, 10)) look()
      }
      follow().catch(onError)
    },

    async stop(timeoutMs) {
      stopping = true
      clearTimeout(timer)
      await looking?.catch(() => undefined)
      const patience = setTimeout(() => abort.abort(), timeoutMs)
      await Promise.all(underway)
      clearTimeout(patience)
      abort.abort()
    },
  }
}

/** Deals the places out in turns, one to each endpoint that may have another, so that none takes them all. */
export function share(
  endpoints: { id: string; silent: boolean }[],
  busy: Map<string, number>,
  { places, silentPlaces }: { places: number; silentPlaces: number },
): { id: string; count: number }[] {
  const shares = endpoints.map(({ id, silent }) => {
    const limit = silent ? 1 : PER_ENDPOINT
    return { id, silent, count: 0, room: Math.max(0, limit - (busy.get(id) ?? 0)) }
  })
  let left = places
  let silentLeft = silentPlaces
  for (let turn = 0; turn < PER_ENDPOINT; turn += 1)
    for (const entry of shares) {
      if (left <= 0 || entry.count >= entry.room || (entry.silent && silentLeft <= 0)) continue
      entry.count += 1
      left -= 1
      if (entry.silent) silentLeft -= 1
    }
  return shares.filter(({ count }) => count > 0).map(({ id, count }) => ({ id, count }))
}
