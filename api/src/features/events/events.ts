import { TASK_PRIORITY } from '../../contract/tasks.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import { notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Principal } from '../../ports/identity.ts'
import type { TaskQueue } from '../../ports/task-queue.ts'
import * as store from './store.ts'

export type { EventRow, EventType, NewEvent } from './store.ts'

/** What happened, in the words of whoever did it. */
export interface Happening {
  type: store.EventType
  tenantId?: string | undefined
  resourceId: string
  /** Of the resource after it; absent where it has none. */
  version?: number | undefined
  /** A few facts; never anything about people. */
  data?: Record<string, unknown>
}

/** Writes events. */
export interface EventLog {
  /**
   * Notes what happened, in the transaction that does it. The last thing that a transaction does: from here to its
   * end all other changes of the account wait, so that their numbers have no gap and become visible in order.
   */
  record(trx: Trx, accountId: string, ...happenings: Happening[]): Promise<store.NewEvent[]>
}

/** Who else has to know, in the same transaction. */
export interface Follower {
  announce(trx: Trx, accountId: string, events: store.NewEvent[]): Promise<void>
  /** What was noted of events before this time may go. */
  forget(trx: Trx, before: Date): Promise<void>
}

export interface EventQuery {
  type?: store.EventType
  afterSequence?: number
}

export interface Events extends EventLog {
  list(who: Principal, query: EventQuery, page: PageRequest): Promise<Page<store.EventRow>>
  get(who: Principal, id: string): Promise<store.EventRow>
  /** Of these the ones that there still are. */
  find(accountId: string, ids: string[]): Promise<store.EventRow[]>
  /** The oldest since a time, in the caller's transaction. */
  since(trx: Trx, wanted: store.EventsWanted): Promise<store.EventRow[]>
  /** Task: removes what is kept no longer. */
  clean(accountId: string): Promise<void>
}

const DAY_MS = 86_400_000
export const EVENTS_KEPT_DAYS = 30
/** Cleaning is begun by one event in about this many, so that it costs the others nothing. */
const CLEAN_EVERY = 200
const CLEANED_AT_ONCE = 1000

export function createEvents(parts: {
  db: Database
  queue: TaskQueue
  cursors: Cursors
  follower: Follower
  now?: () => Date
  random?: () => number
}): Events {
  const { db, queue, cursors, follower, now = () => new Date(), random = Math.random } = parts
  const oldest = () => new Date(now().getTime() - EVENTS_KEPT_DAYS * DAY_MS)
  const cleaning = (accountId: string) => ({
    task: 'event.clean',
    payload: { accountId },
    priority: TASK_PRIORITY['event.clean'],
  })

  return {
    async record(trx, accountId, ...happenings) {
      const events = happenings.map(
        ({ type, tenantId = null, resourceId, version: resourceVersion = null, data = {} }) => ({
          id: newId('evt'),
          type,
          tenantId,
          resourceId,
          resourceVersion,
          data,
          createdAt: now(),
        }),
      )
      if (random() < 1 / CLEAN_EVERY) await queue.enqueue(trx, [cleaning(accountId)])
      await follower.announce(trx, accountId, events)
      await store.insertEvents(trx, accountId, events)
      return events
    },

    list: (who, query, page) =>
      db.forAccount(who.accountId, async (trx) => {
        const context = JSON.stringify(['events', who.accountId, who.tenantId, query])
        const filter = { ...query, tenantId: who.tenantId, since: oldest() }
        return store.listEvents(trx, cursors, context, filter, page)
      }),

    get: (who, id) =>
      db.forAccount(who.accountId, async (trx) => {
        const row = await store.findEvent(trx, id, oldest())
        // One of the whole account, such as of its catalogue, is not for the key of one tenant.
        if (!row || (who.tenantId !== undefined && row.tenantId !== who.tenantId)) throw notFound('event')
        return row
      }),

    find: (accountId, ids) => db.forAccount(accountId, (trx) => store.findEvents(trx, ids, oldest())),

    since: store.eventsSince,

    clean: (accountId) =>
      db.forAccount(accountId, async (trx) => {
        const removed = await store.deleteEventsBefore(trx, oldest(), CLEANED_AT_ONCE)
        await follower.forget(trx, oldest())
        if (removed === CLEANED_AT_ONCE) await queue.enqueue(trx, [cleaning(accountId)])
      }),
  }
}
