import type { CartLine } from './cart.ts'
import { mostPieces } from './quantity.ts'

const mostLines = 100

/**
 * Reads what lies in storage. Anybody may have written there: another version, another program on this origin, the
 * visitor. What is a line stays; the rest is passed over.
 */
export function parseCart(text: string | null): CartLine[] {
  const kept = JSON.parse(text ?? 'null') as { version?: unknown; lines?: unknown } | null
  if (kept?.version !== 1 || !Array.isArray(kept.lines)) return []
  const lines = kept.lines.filter(isLine).map(({ itemId, kind, quantity }) => ({ itemId, kind, quantity }))
  return [...new Map(lines.map((line) => [line.itemId, line])).values()].slice(0, mostLines)
}

function isLine(line: Partial<CartLine> | null): line is CartLine {
  return (
    typeof line?.itemId === 'string' &&
    /^[\w-]{1,100}$/.test(line.itemId) &&
    (line.kind === 'product' || line.kind === 'pack') &&
    Number.isInteger(line.quantity) &&
    line.quantity! > 0 &&
    line.quantity! <= mostPieces
  )
}
