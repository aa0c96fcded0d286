import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type { CallOptions, Query, VitrineEvent } from '../types.ts'

/** All need the scope `webhooks:write`. */
export const eventsResource = (send: Send) => ({
  /**
   * What happened within the last 30 days, newest first; with `afterSequence` oldest first.
   *
   * @example
   * // Goes on where it left off, and misses nothing:
   * for await (const event of vitrine.events.list({ afterSequence: lastSeen })) {
   *   await handle(event)
   *   lastSeen = event.sequence
   * }
   */
  list: (query: Query<'listEvents'> = {}, options?: CallOptions): List<VitrineEvent> =>
    listOf(query, (query) => send({ method: 'GET', path: ['events'], query, options })),

  /** @throws {NotFoundError} where there is none, or no longer. */
  get: (eventId: string, options?: CallOptions): Reply<VitrineEvent> =>
    send({ method: 'GET', path: ['events', eventId], options }),
})
