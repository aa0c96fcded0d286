import { AsyncLocalStorage } from 'node:async_hooks'
import type { TaskQueue } from './ports/task-queue.ts'

// W3C Trace Context: what a caller says its request belongs to goes into our log, and along with what it sets going.

const scope = new AsyncLocalStorage<string | undefined>()

/** version-trace-parent-flags, of the version that there is or a later one that begins alike; ids of zeros are none. */
const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[\x21-\x7e]{0,100})?$/

/** A header that is well formed; what is not counts as none. */
export function readTraceparent(header: string | undefined): string | undefined {
  return header !== undefined && TRACEPARENT.test(header) ? header : undefined
}

/** The id of the whole trace, by which log lines of many services are found together. */
export function traceIdOf(traceparent: string): string {
  return TRACEPARENT.exec(traceparent)?.[1] ?? ''
}

export function withTrace<T>(traceparent: string | undefined, work: () => Promise<T>): Promise<T> {
  return scope.run(traceparent, work)
}

/** A queue whose tasks take along what enqueues them belongs to. */
export function tracedQueue<Queue extends TaskQueue>(queue: Queue): Queue {
  return {
    ...queue,
    enqueue(transaction, items) {
      const traceparent = scope.getStore()
      if (traceparent === undefined) return queue.enqueue(transaction, items)
      const traced = items.map((item) => ({ ...item, payload: { ...item.payload, traceparent } }))
      return queue.enqueue(transaction, traced)
    },
  }
}

/** Takes off a task's payload what `tracedQueue` put there. */
export function splitTrace(payload: unknown): { payload: unknown; traceparent: string | undefined } {
  if (typeof payload !== 'object' || payload === null || !('traceparent' in payload))
    return { payload, traceparent: undefined }
  const { traceparent, ...rest } = payload
  return { payload: rest, traceparent: readTraceparent(String(traceparent)) }
}
