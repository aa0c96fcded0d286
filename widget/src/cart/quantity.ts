import type { Item } from '../api/types.ts'

export const mostPieces = 1_000_000

type Limits = Pick<Item, 'minQuantity' | 'quantityStep'>

/** The nearest quantity that may be asked for: the minimum, then step by step above it. */
export function allowedQuantity(wanted: number, { minQuantity = 1, quantityStep = 1 }: Limits): number {
  if (!Number.isFinite(wanted) || wanted <= minQuantity) return minQuantity
  const steps = Math.min(wanted, mostPieces) - minQuantity
  const up = minQuantity + Math.ceil(steps / quantityStep) * quantityStep
  return up > mostPieces ? up - quantityStep : up
}
