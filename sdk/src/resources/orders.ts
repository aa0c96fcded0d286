import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type { CallOptions, Order, OrderUpdate, Query, WriteOptions } from '../types.ts'

/** Reading needs the scope `orders:read`, changing `orders:write`. */
export const ordersResource = (send: Send) => ({
  /** Newest first. `q` finds words in number, tenant, customer, reference and lines, whatever their accents and case. */
  list: (query: Query<'listOrders'> = {}, options?: CallOptions): List<Order> =>
    listOf(query, (query) => send({ method: 'GET', path: ['orders'], query, options })),

  /**
   * The same as a spreadsheet: CSV that opens right in Excel, in French unless `locale` is `en`.
   *
   * @example
   * await writeFile('orders.csv', (await vitrine.orders.export({ since: '2026-01-01T00:00:00Z' })).stream())
   */
  export: (query: Query<'exportOrders'> = {}, options?: CallOptions): Reply<Blob> =>
    send({ method: 'GET', path: ['orders', 'export'], query, options }),

  /** @throws {NotFoundError} where this account has no such order. */
  get: (orderId: string, options?: CallOptions): Reply<Order> =>
    send({ method: 'GET', path: ['orders', orderId], options }),

  /**
   * Moves it on. The status it already has changes nothing.
   *
   * @throws {ConflictError} `conflict` for a step there is not; `version_mismatch` where `ifMatch` is no longer current.
   */
  update: (orderId: string, input: OrderUpdate, options?: WriteOptions): Reply<Order> =>
    send({ method: 'PATCH', path: ['orders', orderId], body: input, options }),

  /** Erases what it says about people, for good; what was ordered stays. */
  eraseContact: (orderId: string, options?: CallOptions): Reply<Order> =>
    send({ method: 'POST', path: ['orders', orderId, 'erase-contact'], options }),
})
