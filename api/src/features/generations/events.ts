import type { Schemas } from '../../contract/handlers.ts'
import { ApiError } from '../../errors.ts'
import type { Generation } from './generations.ts'
import { generationView } from './view.ts'

type GenerationEvent = Schemas['GenerationEvent']

/**
 * The states a generation goes through from now on, until it has ended; undefined where `seen` is its end already.
 * An event's id names the state it tells, and every look is at the database: nothing need be kept to be told again.
 */
export async function generationEvents(
  read: () => Promise<Generation>,
  ticks: AsyncIterable<void>,
  seen: string | undefined,
): Promise<AsyncIterable<GenerationEvent> | undefined> {
  // Looked at before the answer begins, so that an id nobody knows is a 404.
  const present = eventOf(await read())
  return present.event === 'ended' && present.id === seen ? undefined : follow(read, ticks, seen)
}

async function* follow(
  read: () => Promise<Generation>,
  ticks: AsyncIterable<void>,
  seen: string | undefined,
): AsyncIterable<GenerationEvent> {
  let last = seen
  for await (const _ of ticks) {
    const generation = await read().catch(ignoreOutage)
    if (!generation) continue
    const event = eventOf(generation)
    if (event.id !== last) yield event
    if (event.event === 'ended') return
    last = event.id
  }
}

function eventOf(generation: Generation): GenerationEvent {
  const { row, progress } = generation
  const { status } = row
  const state = [status, progress.total, progress.done, progress.failed]
  if (status === 'queued' || status === 'running')
    return { id: state.join('.'), event: 'progress', data: { status, progress } }
  // Retried, it may end once more just as it did.
  const id = [...state, row.finishedAt?.getTime()].join('.')
  return { id, event: 'ended', data: generationView(generation) }
}

/** A database that is away for a moment ends no stream: there is a next look. */
export function ignoreOutage(error: unknown): undefined {
  if (!(error instanceof ApiError && error.code === 'unavailable')) throw error
}
