import { countryName } from './country.ts'
import type { OrderRow, StoredLine } from './orders.ts'

type Content = Pick<
  OrderRow,
  | 'id'
  | 'status'
  | 'tenantSlug'
  | 'customer'
  | 'shipping'
  | 'billing'
  | 'desiredDeliveryDate'
  | 'internalReference'
  | 'notes'
  | 'lines'
  | 'subtotalAmount'
  | 'currency'
  | 'createdAt'
>

/** An order in the shape that receivers of the prototype parse: what is absent is an empty string, prices are decimals. */
export function legacyOrder(order: Content, secret: string, now: Date) {
  const { customer, shipping, billing, lines } = order
  return {
    security: { source: 'portal-checkout', timestamp: now.toISOString(), verificationToken: secret },
    order: {
      id: order.id,
      status: order.status,
      tenantId: order.tenantSlug,
      createdAt: order.createdAt.toISOString(),
    },
    customer: {
      companyName: customer?.companyName ?? '',
      contactName: customer?.contactName ?? '',
      email: customer?.email ?? '',
      phone: customer?.phone ?? '',
      department: customer?.department ?? '',
    },
    fulfillment: {
      shipping: {
        ...address(shipping),
        contactName: shipping?.contactName ?? customer?.contactName ?? '',
        notes: shipping?.notes ?? '',
      },
      billing: {
        ...address(billing),
        vatNumber: billing?.vatNumber ?? '',
        siret: billing?.siret ?? '',
      },
      delivery: {
        desiredDate: order.desiredDeliveryDate ?? '',
        notes: order.notes ?? '',
        internalRef: order.internalReference ?? '',
      },
    },
    items: lines.map(item),
    meta: { totalEstimated: decimal(Number(order.subtotalAmount)), currency: order.currency },
  }
}

function address(place: OrderRow['billing']) {
  return {
    addressLine1: place?.addressLine1 ?? '',
    addressLine2: place?.addressLine2 ?? '',
    postalCode: place?.postalCode ?? '',
    city: place?.city ?? '',
    country: place ? (countryName(place.country, 'fr') ?? place.country) : '',
  }
}

function item(line: StoredLine) {
  const { itemId, externalId, kind, name, quantity, unitAmount, totalAmount, contents } = line
  const id = externalId ?? itemId
  const price = decimal(unitAmount)
  return {
    type: kind,
    description: `${quantity}x ${name}`,
    quantity,
    sku: id,
    unitPrice: price,
    totalPrice: decimal(totalAmount),
    details: {
      product: { id, name, price, category: kind === 'pack' ? 'Pack' : '' },
      items: (contents ?? []).map((part) => ({
        productId: part.externalId ?? part.itemId,
        quantity: part.quantity,
      })),
    },
  }
}

function decimal(minor: number): number {
  return minor / 100
}
