import { expect, test } from 'vitest'
import type { EnqueueItem, SqlTransaction, TaskQueue } from './ports/task-queue.ts'
import { readTraceparent, splitTrace, tracedQueue, traceIdOf, withTrace } from './trace.ts'

const id = '4bf92f3577b34da6a3ce929d0e0e4736'
const good = `00-${id}-00f067aa0ba902b7-01`

test('what is well formed is taken, what is not counts as none', () => {
  expect(readTraceparent(good)).toBe(good)
  expect(traceIdOf(good)).toBe(id)
  expect(readTraceparent(`01-${id}-00f067aa0ba902b7-01-more`)).toBeDefined()
  for (const bad of [
    undefined,
    '',
    good.toUpperCase(),
    good.slice(1),
    `${good} `,
    `ff${good.slice(2)}`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${id}-${'0'.repeat(16)}-01`,
    `00-${id}-00f067aa0ba902b7`,
    `${good}\n`,
  ])
    expect(readTraceparent(bad)).toBeUndefined()
})

test('tasks take it along, and whoever runs them gets their payload as it was', async () => {
  const enqueued: EnqueueItem[] = []
  const queue = tracedQueue({
    enqueue: async (_, items) => void enqueued.push(...items),
  } as Pick<TaskQueue, 'enqueue'> as TaskQueue)
  const payload = { accountId: 'acct_1' }
  await queue.enqueue({} as SqlTransaction, [{ task: 'a', payload }])
  await withTrace(good, () => queue.enqueue({} as SqlTransaction, [{ task: 'b', payload }]))
  expect(enqueued.map(({ payload }) => splitTrace(payload))).toEqual([
    { payload, traceparent: undefined },
    { payload, traceparent: good },
  ])
})
