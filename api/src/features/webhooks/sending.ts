import type { Changes } from '../../data/changes.ts'
import type { Database } from '../../data/database.ts'
import type { Outbound } from '../../ports/outbound.ts'
import type { Events } from '../events/events.ts'
import { createDeliver } from './deliver.ts'
import { createDispatcher, type Dispatcher } from './dispatch.ts'
import { createMessages } from './message.ts'
import type { Resources } from './resources.ts'
import type { Vault } from './secrets.ts'

/** All of what sends, put together. */
export function createSending(parts: {
  db: Database
  changes: Changes
  events: Events
  outbound: Outbound
  vault: Vault
  resources: Resources
  /** What an endpoint is given to answer. */
  timeoutMs: number
  onError: (error: unknown) => void
  now?: () => Date
  random?: () => number
}): Dispatcher {
  const { vault, resources, now = () => new Date(), random = Math.random } = parts
  const message = createMessages(vault, resources)
  const deliver = createDeliver({ ...parts, message, now, random })
  return createDispatcher({ ...parts, deliver, now })
}
