import { VitrineError } from './error.ts'
import type { OpenStream, StreamEvent } from './event-stream.ts'
import type { Call } from './request.ts'
import { pauseMs, sleep } from './retry.ts'

const MAX_RETRIES = 3
/** A connection that stood this long was a good one, though nothing happened on it: many a proxy cuts them all. */
const GOOD_MS = 10_000

/** A stream over as many connections as it takes: each goes on after the last event of the one before. */
export async function* follow<Event extends StreamEvent>(
  open: OpenStream,
  call: Call,
  isLast?: (event: Event) => boolean,
): AsyncGenerator<Event> {
  const { signal, maxRetries = MAX_RETRIES } = call.options ?? {}
  let lastId: string | undefined
  for (let failures = 0; ; ) {
    const openedAt = Date.now()
    try {
      for await (const event of open<Event>(call, lastId)) {
        failures = 0
        lastId = event.id
        yield event
        if (isLast?.(event)) return
      }
      return
    } catch (error) {
      if (!(error instanceof VitrineError && error.retryable)) throw error
      failures = Date.now() - openedAt > GOOD_MS ? 1 : failures + 1
      const waitMs = failures <= maxRetries ? pauseMs(failures, error) : undefined
      if (waitMs === undefined) throw error
      await sleep(waitMs, signal)
    }
  }
}
