import { ApiError } from '../../errors.ts'
import { createGate } from '../../gate.ts'

/**
 * Tasks of one account run one after the other, and no more than `most` may be inside: whatever one account sends,
 * another's turn comes with the next place that is free.
 */
export function createTurns(most: number) {
  const lanes = new Map<string, { gate: ReturnType<typeof createGate>; inside: number }>()

  return async <T>(accountId: string, task: () => Promise<T>): Promise<T> => {
    const lane = lanes.get(accountId) ?? { gate: createGate(1), inside: 0 }
    if (lane.inside >= most)
      throw new ApiError('unavailable', 'Too many logos at once; try again in a moment.', {
        headers: { 'Retry-After': '2' },
      })
    lanes.set(accountId, lane)
    lane.inside += 1
    try {
      return await lane.gate(task)
    } finally {
      lane.inside -= 1
      if (lane.inside === 0) lanes.delete(accountId)
    }
  }
}
