import type { Handlers } from '../../contract/handlers.ts'
import type { Events } from './events.ts'
import { eventView } from './view.ts'

export function eventHandlers(events: Events): Pick<Handlers, 'listEvents' | 'getEvent'> {
  return {
    async listEvents({ query: { limit = 20, cursor, ...query } }, { principal }) {
      const { data, nextCursor } = await events.list(principal, query, { limit, cursor })
      return { status: 200, body: { data: data.map(eventView), nextCursor } }
    },
    async getEvent({ params }, { principal }) {
      return { status: 200, body: eventView(await events.get(principal, params.eventId)) }
    },
  }
}
