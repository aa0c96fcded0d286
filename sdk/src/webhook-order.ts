/** What has a place in the account's sequence, which counts without a gap. */
type Numbered = { sequence: number }

/** The part of the client that answers what happened after a place in the sequence, oldest first. */
export type EventSource<Event extends Numbered> = {
  events: { list(query: { afterSequence: number; limit?: number }): AsyncIterable<Event> }
}

export type OrderOptions<Event extends Numbered> = {
  /** Called with each event once, in order, one at a time. What it throws, `push` rejects with; it is called again. */
  handle: (event: Event) => unknown
  /** The sequence of the last event handled, as you have stored it; where there is none, the first that comes begins. */
  after?: number
  /** Called where events are gone for good: they are kept for 30 days. Read again what you keep a copy of. */
  onLost?: (missing: { from: number; to: number }) => unknown
}

const PAGE = 100

/**
 * Puts events in order: webhooks are retried, so they come late, twice, and after younger ones. What is missing before
 * one is fetched, so an endpoint that was away for hours catches up with the first delivery that reaches it. All types
 * are handled, those too that the endpoint is not sent.
 *
 * @example
 * const order = eventsInOrder(vitrine, { after: await db.lastSequence(), handle: (event) => db.apply(event) })
 * await order.push(await verifyWebhook(request, secret)) // then answer 204; where it throws, 500 brings it again
 */
export function eventsInOrder<Event extends Numbered>(
  source: EventSource<Event>,
  { handle, after, onLost }: OrderOptions<Event>,
) {
  let last = after
  let queue: Promise<unknown> = Promise.resolve()

  const take = async (event: Event): Promise<void> => {
    const expected = last === undefined ? event.sequence : last + 1
    if (event.sequence < expected) return
    if (event.sequence > expected) await onLost?.({ from: expected, to: event.sequence - 1 })
    await handle(event)
    last = event.sequence
  }

  const catchUp = async (event: Event): Promise<void> => {
    if (last !== undefined && event.sequence > last + 1) {
      for await (const missed of source.events.list({ afterSequence: last, limit: PAGE })) await take(missed)
    }
    await take(event)
  }

  return {
    /** Resolves once this event and all before it are handled; those after it that are known by then, too. */
    push(event: Event): Promise<void> {
      const turn = queue.then(() => catchUp(event))
      queue = turn.catch(() => {})
      return turn
    },
    /** The sequence of the last event handled. */
    get last() {
      return last
    },
  }
}
