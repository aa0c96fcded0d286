import type { TaskHandler, TaskHandlers, TaskName } from '../contract/tasks.ts'
import type { Log } from '../log.ts'
import type { Delivery } from '../ports/task-queue.ts'
import { splitTrace, traceIdOf, withTrace } from '../trace.ts'

/** Longer than any task takes; what hangs gives its place back. */
const DEADLINE_MS = 120_000

/** Runs one delivery: finds its handler, holds it to a deadline, logs how it went. Throws when it should come back. */
export function createRunTask(handlers: TaskHandlers, log: Log): (delivery: Delivery) => Promise<void> {
  return async ({ task, payload: carried, signal }) => {
    const handler = handlers[task as TaskName] as TaskHandler<TaskName> | undefined
    if (!handler) throw new Error(`no handler for the task ${task}`)
    const { payload, traceparent } = splitTrace(carried)
    const about = { task, payload, ...(traceparent && { traceId: traceIdOf(traceparent) }) }
    const startedAt = performance.now()
    const deadline = AbortSignal.timeout(DEADLINE_MS)
    try {
      const run = () => handler(payload as never, AbortSignal.any([signal, deadline]))
      await Promise.race([withTrace(traceparent, run), rejectOn(deadline)])
      log.debug({ ...about, ms: Math.round(performance.now() - startedAt) }, 'task')
    } catch (error) {
      log.warn({ ...about, err: error, ms: Math.round(performance.now() - startedAt) }, 'task failed')
      throw error
    }
  }
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
