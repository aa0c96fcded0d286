import type { Schemas } from '../../contract/handlers.ts'
import { imageView } from '../catalog/view.ts'
import type { OrderRow, StoredLine } from './orders.ts'

type UrlOf = (key: string) => string

function lineView(line: StoredLine, currency: string, urlOf: UrlOf): Schemas['OrderLine'] {
  const { unitAmount, totalAmount, contents, image, ...rest } = line
  return {
    ...rest,
    unitPrice: { amount: unitAmount, currency },
    total: { amount: totalAmount, currency },
    ...(contents ? { contents } : {}),
    image: image && imageView(image, urlOf),
  }
}

/** What the visitor who sent it is told: nothing about people. */
export function receiptView(row: OrderRow, urlOf: UrlOf): Schemas['OrderReceipt'] {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    lines: row.lines.map((line) => lineView(line, row.currency, urlOf)),
    subtotal: { amount: Number(row.subtotalAmount), currency: row.currency },
    createdAt: row.createdAt.toISOString(),
  }
}

export function orderView(row: OrderRow, urlOf: UrlOf): Schemas['Order'] {
  return {
    ...receiptView(row, urlOf),
    externalId: row.externalId,
    tenantId: row.tenantId,
    tenantName: row.tenantName,
    customer: row.customer,
    shipping: row.shipping,
    billing: row.billing,
    desiredDeliveryDate: row.desiredDeliveryDate,
    internalReference: row.internalReference,
    notes: row.notes,
    contactErasedAt: row.contactErasedAt?.toISOString() ?? null,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  }
}
