import type { TaskHandlers } from '../../contract/tasks.ts'
import type { createFirstRenderer } from './first.ts'
import type { Planner } from './plan.ts'
import type { createRenderer } from './render.ts'

type Names = 'generation.plan' | 'catalog.changed' | 'render.first' | 'render.item'

export function generationTasks(parts: {
  planner: Planner
  renderFirst: ReturnType<typeof createFirstRenderer>
  render: ReturnType<typeof createRenderer>
}): Pick<TaskHandlers, Names> {
  const { planner, renderFirst, render } = parts
  return {
    'generation.plan': (payload) => planner.plan(payload),
    'catalog.changed': (payload) => planner.catalogChanged(payload),
    'render.first': (payload) => renderFirst(payload),
    'render.item': (payload, signal) => render(payload, signal),
  }
}
