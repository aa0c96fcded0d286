import type { TaskHandlers } from '../../contract/tasks.ts'
import type { Planner } from './plan.ts'
import type { createRenderer } from './render.ts'

type Names = 'generation.plan' | 'catalog.changed' | 'render.item'

export function generationTasks(
  planner: Planner,
  render: ReturnType<typeof createRenderer>,
): Pick<TaskHandlers, Names> {
  return {
    'generation.plan': (payload) => planner.plan(payload),
    'catalog.changed': (payload) => planner.catalogChanged(payload),
    'render.item': (payload, signal) => render(payload, signal),
  }
}
