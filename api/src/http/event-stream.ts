import type { Response } from 'express'
import { ApiError, ERRORS } from '../errors.ts'

/** An event as handlers give it; its data goes out as JSON. */
export interface StreamEvent {
  id: string
  event: string
  data: unknown
}

export interface EventStreams {
  /** Takes one of the places until the response closes; its signal then tells the handler. */
  open(res: Response): AbortController
  send(res: Response, events: AsyncIterable<StreamEvent>, place: AbortController): Promise<void>
  /** Ends all streams, and lets none begin. */
  stop(): void
}

/** Each reads the database every 5 s besides when something changes: 200 of them are some 80 small queries a second. */
const LIMIT = 200
/** Proxies take a connection that says nothing for a dead one, most after 60 s. */
const HEARTBEAT_MS = 15_000
/** Revocation holds within 5 s, also for what is open. */
const RECHECK_MS = 4000

/** Answers that stay open: how many there may be, what keeps them alive, what ends them. */
export function createEventStreams(options: { limit?: number; heartbeatMs?: number } = {}): EventStreams {
  const { limit = LIMIT, heartbeatMs = HEARTBEAT_MS } = options
  const open = new Set<AbortController>()
  let stopping = false

  return {
    open(res) {
      if (stopping || open.size >= limit)
        throw new ApiError('unavailable', 'No more streams can be held open at the moment.', {
          headers: { 'Retry-After': '5' },
        })
      const controller = new AbortController()
      open.add(controller)
      res.once('close', () => {
        open.delete(controller)
        controller.abort()
      })
      return controller
    },

    async send(res, events, place) {
      const { signal } = place
      res.status(200)
      res.setHeader('Content-Type', 'text/event-stream; charset=utf-8')
      res.setHeader('Cache-Control', 'no-cache')
      // Proxies that buffer would hold every event back.
      res.setHeader('X-Accel-Buffering', 'no')
      // It ends with the stream: a server that stops need not wait for it to fall idle.
      res.setHeader('Connection', 'close')
      if (res.locals.head) return void res.end()
      res.flushHeaders()
      const heartbeat = setInterval(() => {
        if (!res.writableNeedDrain) res.write(':\n\n')
      }, heartbeatMs)
      const recheck = setInterval(() => {
        res.locals.authenticateAgain().catch((error) => {
          // A database that is away says nothing about the key.
          if (error instanceof ApiError && ERRORS[error.code].status < 500) place.abort()
        })
      }, RECHECK_MS)
      try {
        for await (const event of events) {
          if (signal.aborted) break
          if (!res.write(textOf(event))) await drained(res, signal)
        }
        res.end()
      } finally {
        clearInterval(heartbeat)
        clearInterval(recheck)
      }
    },

    stop() {
      stopping = true
      for (const controller of open) controller.abort()
    },
  }
}

function textOf({ id, event, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Until the client has read what was written; events are states, so those in between need not be kept. */
function drained(res: Response, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      res.off('drain', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    res.on('drain', done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
