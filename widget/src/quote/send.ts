import type { Client } from '../api/client.ts'
import { PortalProblem } from '../api/problem.ts'
import type { OrderCreate, OrderReceipt } from '../api/types.ts'
import type { Draft } from './draft.ts'

/**
 * Sends a request under one name until it has been answered, so that trying again after a lost answer never makes
 * two. Changed in between, it is refused under that name: then the first one did arrive, and its answer is fetched.
 */
export async function sendOrder(client: Client, draft: Draft, order: OrderCreate, keep: () => void) {
  const body = JSON.stringify(order)
  const earlier = draft.pending
  const key = earlier?.key ?? crypto.randomUUID()
  draft.pending ??= { key, body }
  keep()
  try {
    return await client.send<OrderReceipt>('/orders', body, key)
  } catch (error) {
    if (!(error instanceof PortalProblem)) throw error
    if (error.code === 'idempotency_key_reused' && earlier && earlier.body !== body)
      return await client.send<OrderReceipt>('/orders', earlier.body, key)
    // Answered, and not taken: the next try is a new one. Without an answer the name stays.
    if (error.status >= 400 && error.status < 500 && error.code !== 'idempotency_in_progress')
      draft.pending = undefined
    throw error
  }
}
