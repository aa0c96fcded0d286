import { ApiError } from '../../errors.ts'
import type { OrderStatus } from './store.ts'

/** Where an order may go from where it stands. */
const NEXT: Record<OrderStatus, OrderStatus[]> = {
  pending_quote: ['quoted', 'declined', 'canceled'],
  quoted: ['confirmed', 'declined', 'canceled'],
  confirmed: ['processing', 'canceled'],
  processing: ['completed', 'canceled'],
  completed: [],
  declined: [],
  canceled: [],
}

/** Throws `conflict`, naming what would be possible. */
export function checkStep(from: OrderStatus, to: OrderStatus): void {
  if (NEXT[from].includes(to)) return
  const possible =
    NEXT[from].length > 0 ? `it can become ${NEXT[from].join(' or ')}` : 'that is its end and it stays so'
  throw new ApiError('conflict', `The order is ${from} and cannot become ${to}; ${possible}.`, {
    errors: [{ path: '/status', message: `cannot follow ${from}` }],
  })
}
