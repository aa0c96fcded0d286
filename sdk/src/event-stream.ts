import { connectionError } from './connection.ts'
import { errorOf, TimeoutError, VitrineError } from './errors.ts'
import { type Call, limitsOf, pathOf, requestOf, type Settings } from './request.ts'
import { readResponse } from './response.ts'

/** A stream's event: `id` marks the place to go on from. */
export type StreamEvent = { id: string; event: string; data: unknown }

/** One connection of a stream, from after the event with that id; it ends when the connection does. */
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
  lastId?: string,
): AsyncGenerator<Event> {
  const { timeoutMs } = limitsOf(settings, call.options)
  const signal = call.options?.signal
  signal?.throwIfAborted()
  const subject = `${call.method} ${pathOf(call.path)}`
  const { url, init } = requestOf(settings, call, undefined)
  const headers = init.headers as Headers
  headers.set('accept', 'text/event-stream')
  if (lastId !== undefined) headers.set('last-event-id', lastId)

  const controller = new AbortController()
  const abort = () => controller.abort()
  signal?.addEventListener('abort', abort)
  let allowedMs = timeoutMs
  let isLate = false
  const late = () => {
    isLate = true
    abort()
  }
  let timer = setTimeout(late, allowedMs)
  const heard = () => {
    clearTimeout(timer)
    allowedMs = SILENCE_MS
    timer = setTimeout(late, allowedMs)
  }
  try {
    const response = await settings.fetch(url, { ...init, signal: controller.signal })
    if (response.status === 204) return
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!response.ok || !isStream || !response.body) {
      readResponse(subject, response, await response.text())
      const detail = 'an answer that is no stream of events'
      throw errorOf(subject, { code: 'unexpected_response', status: response.status, detail })
    }
    heard()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard()
      // Only ours are read, which end their lines with a single line feed.
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) {
        const event = parse<Event>(block)
        if (event) yield event
      }
    }
  } catch (cause) {
    if (cause instanceof VitrineError) throw cause
    if (signal?.aborted) throw signal.reason
    if (isLate) throw new TimeoutError(`${subject} was silent for ${allowedMs} ms`, cause)
    throw connectionError(subject, settings.baseUrl, cause)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    // Also where the reader of the events has had enough: it ends the connection.
    abort()
  }
}

function parse<Event extends StreamEvent>(block: string): Event | undefined {
  const fields: Record<string, string> = {}
  for (const line of block.split('\n')) {
    const at = line.indexOf(': ')
    if (at > 0) fields[line.slice(0, at)] = line.slice(at + 2)
  }
  const { id, event, data } = fields
  if (id === undefined || event === undefined || data === undefined) return undefined
  return { id, event, data: JSON.parse(data) } as Event
}
