import type { TaskHandlers } from '../../contract/tasks.ts'
import type { Events } from './events.ts'

export function eventTasks(events: Events): Pick<TaskHandlers, 'event.clean'> {
  return { 'event.clean': ({ accountId }) => events.clean(accountId) }
}
