import { limited, limitsOf } from './limits.ts'
import { readAnswer } from './reply.ts'
import { type Call, prepare } from './request.ts'
import type { Settings } from './settings.ts'

/** A stream's event: `id` marks the place to go on from. */
export type StreamEvent = { id: string; event: string; data: unknown }

/** One connection of a stream, from after the event with that id; it ends where nothing more is to come. */
export type OpenStream = <Event extends StreamEvent>(call: Call, lastId?: string) => AsyncIterable<Event>

export const createOpenStream =
  (settings: Settings): OpenStream =>
  (call, lastId) =>
    readEvents(settings, call, lastId)

/** The server says something every 15 s; a connection that is silent for longer is dead. */
const SILENCE_MS = 45_000

/** Reads one connection's server-sent events. `timeoutMs` is for its beginning; from then on silence ends it. */
async function* readEvents<Event extends StreamEvent>(
  settings: Settings,
  call: Call,
  lastId: string | undefined,
): AsyncGenerator<Event> {
  const { timeoutMs } = limitsOf(settings, call.options)
  const accept = 'text/event-stream'
  const { subject, request, init } = await prepare(settings, call, 1, {
    headers: lastId ? { accept, 'last-event-id': lastId } : { accept },
  })
  const limits = limited(call.options?.signal, timeoutMs)
  let response: Response | undefined
  let error: unknown
  try {
    response = await settings.fetch(request.url, { ...init, signal: limits.signal })
    const { ok, status, headers, body } = response
    if (status === 204) return
    if (!ok || !body || !headers.get('content-type')?.startsWith(accept)) {
      await readAnswer(settings.faults, subject, response)
      throw settings.faults.answered(subject, { code: 'unexpected_response', status }, headers)
    }
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    for (let rest = ''; ; ) {
      limits.allow(SILENCE_MS)
      const { done, value } = await reader.read()
      // Those that come to an end say so with an event, after which nobody reads on.
      if (done) throw new Error('it ended early')
      // Only ours are read, which end their lines with a single line feed.
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const event = parse<Event>(block)
        if (event) yield event
      }
    }
  } catch (cause) {
    error = limits.faultOf(settings, cause, subject)
    throw error
  } finally {
    // Also where the reader of the events has had enough: it ends the connection.
    limits.end()
    limits.abort()
    await settings.finish?.(request, response, error)
  }
}

function parse<Event extends StreamEvent>(block: string): Event | undefined {
  const field = (name: string) => RegExp(`^${name}: (.*)`, 'm').exec(block)?.[1]
  const [id, event, data] = [field('id'), field('event'), field('data')]
  return id && event && data ? ({ id, event, data: JSON.parse(data) } as Event) : undefined
}
