import type { CartLine } from '../cart/cart.ts'
import { type FieldName, fields, sentValue, type Values } from './fields.ts'

export interface Address {
  addressLine1: string
  addressLine2?: string
  postalCode: string
  city: string
  country: string
  contactName?: string
  notes?: string
}

/** A quote request as the API takes it. */
export interface OrderRequest {
  customer: { companyName: string; contactName: string; email: string; phone?: string; department?: string }
  shipping: Address
  billing?: Address & { vatNumber?: string; siret?: string }
  desiredDeliveryDate?: string
  internalReference?: string
  notes?: string
  lines: { itemId: string; quantity: number }[]
}

/** What a visitor is told of a request that arrived. */
export interface OrderReceipt {
  number: string
  [field: string]: unknown
}

/** Empty fields are left out: the API takes them as absent. */
export function orderOf(values: Values, lines: readonly CartLine[]): OrderRequest {
  const order: Record<string, unknown> = {}
  for (const name of Object.keys(fields) as FieldName[]) {
    const value = sentValue(name, values)
    if (!value || (name.startsWith('billing') && values.sameBilling)) continue
    const [group, field] = name.split('.') as [string, string | undefined]
    if (field) order[group] = { ...(order[group] as object), [field]: value }
    else order[group] = value
  }
  return {
    ...(order as unknown as OrderRequest),
    lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
  }
}
