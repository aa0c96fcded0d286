import type { Database } from '../../data/database.ts'
import { newIdAt } from '../../ids.ts'
import { searchText } from './orders.ts'
import * as store from './store.ts'

/** An order as it was made elsewhere. */
export type PastOrder = Pick<
  store.OrderRow,
  | 'tenantId'
  | 'tenantName'
  | 'tenantSlug'
  | 'status'
  | 'customer'
  | 'shipping'
  | 'billing'
  | 'desiredDeliveryDate'
  | 'internalReference'
  | 'notes'
  | 'lines'
  | 'currency'
  | 'createdAt'
> & { externalId: string }

/** Orders from before this service. They are history: nobody is told of them as of something that happens. */
export interface OrderHistory {
  /** What is there from the portal of a slug: the ids that orders had elsewhere, and that of its tenant. */
  known(accountId: string, tenantSlug: string): Promise<{ ids: Set<string>; tenantId: string | undefined }>
  /** Gives a tenant the orders that came before it, from the portal of its slug; answers how many. */
  adopt(accountId: string, tenant: { id: string; name: string; slug: string }): Promise<number>
  /** Whether it was not there yet. */
  add(accountId: string, order: PastOrder): Promise<boolean>
}

/** What our own numbers look like. */
const OURS = /^\d{4}-\d+$/

export function createOrderHistory({ db }: { db: Database }): OrderHistory {
  return {
    known: (accountId, tenantSlug) =>
      db.forAccount(accountId, async (trx) => {
        const rows = await store.listOrigins(trx, tenantSlug)
        return {
          ids: new Set(rows.flatMap(({ externalId }) => externalId ?? [])),
          tenantId: rows[0]?.tenantId,
        }
      }),

    adopt: (accountId, tenant) => db.forAccount(accountId, (trx) => store.adoptOrders(trx, tenant)),

    add: (accountId, order) =>
      db.forAccount(accountId, async (trx) => {
        const { externalId, createdAt } = order
        // It stays what people call it; a number of ours it must not be, for that will be given to another.
        const wanted = OURS.test(externalId) ? `old-${externalId}` : externalId
        const number = await store.freeNumber(trx, wanted)
        return store.insertPastOrder(trx, {
          ...order,
          id: newIdAt('ord', createdAt),
          accountId,
          number,
          subtotalAmount: order.lines.reduce((sum, line) => sum + line.totalAmount, 0),
          search: searchText({ ...order, number }),
        })
      }),
  }
}
