import type { OrderCreate } from '../api/types.ts'
import type { CartLine } from '../cart/cart.ts'
import { type FieldName, fields, sentValue, type Values } from './fields.ts'

/** Empty fields are left out: the API takes them as absent. */
export function orderOf(values: Values, lines: readonly CartLine[]): OrderCreate {
  const order: Record<string, unknown> = {}
  for (const name of Object.keys(fields) as FieldName[]) {
    const value = sentValue(name, values)
    if (!value || (name.startsWith('billing') && values.sameBilling)) continue
    const [group, field] = name.split('.') as [string, string | undefined]
    if (field) order[group] = { ...(order[group] as object), [field]: value }
    else order[group] = value
  }
  return {
    ...(order as unknown as OrderCreate),
    lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
  }
}
