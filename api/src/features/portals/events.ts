import { createHash } from 'node:crypto'
import type { Schemas } from '../../contract/handlers.ts'
import { ignoreOutage } from '../generations/events.ts'
import type { PortalState } from './portals.ts'

type PortalEvent = Schemas['PortalEvent']
type Told = Pick<PortalEvent, 'event' | 'data'>

/** Every look reads all items, for every visitor who watches: fewer looks than one generation needs. */
export const EVENTS_GAP_MS = 500

/**
 * How a portal's items stand, and each change from then on. The last id of a look names the whole state: whoever has
 * seen it is told what is new, anyone else (also one cut off in the middle of a look) how everything stands.
 */
export async function* portalEvents(
  read: () => Promise<PortalState>,
  ticks: AsyncIterable<void>,
  seen: string | undefined,
): AsyncGenerator<PortalEvent> {
  let told: Map<string, string> | undefined
  for await (const _ of ticks) {
    const state = await read().catch(ignoreOutage)
    if (!state) continue
    const present = entriesOf(state)
    const marks = new Map([...present].map(([key, { mark }]) => [key, mark]))
    const name = createHash('sha256')
      .update(JSON.stringify([...marks]))
      .digest('base64url')
      .slice(0, 22)
    if (told || seen !== `${name}.0`) {
      const news = [...present].filter(([key, { mark }]) => told?.get(key) !== mark)
      for (const [at, [, { event }]] of news.entries())
        yield { id: `${name}.${news.length - 1 - at}`, ...event } as PortalEvent
    }
    told = marks
  }
}

/** What there is to tell, each with a mark that changes when it is worth telling again. */
function entriesOf({ tenant, generation, items }: PortalState): Map<string, { mark: string; event: Told }> {
  const entries = new Map<string, { mark: string; event: Told }>()
  if (generation) {
    const { id, status, total, done, failed } = generation
    const data = { status, progress: { total, done, failed } }
    const mark = [id, status, total, done, failed].join('.')
    entries.set('generation', { mark, event: { event: 'generation', data } })
  }
  const busy = generation?.status === 'queued' || generation?.status === 'running'
  for (const { id, carries, status, madeAt } of items) {
    const awaited = status ?? (busy ? 'pending' : 'unbranded')
    const renderStatus = carries && tenant.logo ? awaited : 'unbranded'
    const mark = `${renderStatus}.${madeAt?.getTime()}`
    entries.set(id, { mark, event: { event: 'render', data: { itemId: id, renderStatus } } })
  }
  return entries
}
