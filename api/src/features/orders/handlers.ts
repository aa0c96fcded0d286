import { etagOf, expectedVersion } from '../../contract/etag.ts'
import { type Handlers, sealing } from '../../contract/handlers.ts'
import { ordersCsv } from './csv.ts'
import type { OrderRow, Orders } from './orders.ts'
import { orderView, receiptView } from './view.ts'

type Operations =
  | 'submitOrder'
  | 'listOrders'
  | 'exportOrders'
  | 'getOrder'
  | 'updateOrder'
  | 'eraseOrderContact'

export function orderHandlers(orders: Orders, urlOf: (key: string) => string): Pick<Handlers, Operations> {
  const answer = (row: OrderRow) => ({
    status: 200 as const,
    body: orderView(row, urlOf),
    headers: { ETag: etagOf(row.version) },
  })
  return {
    async submitOrder({ params, body }, context) {
      const noted = (row: OrderRow) => ({ status: 201 as const, body: receiptView(row, urlOf) })
      return noted(await orders.submit(context.principal, params.slug, body, sealing(context, noted)))
    },
    async listOrders({ query: { limit = 20, cursor, ...query } }, { principal }) {
      const { data, nextCursor } = await orders.list(principal, query, { limit, cursor })
      return { status: 200, body: { data: data.map((row) => orderView(row, urlOf)), nextCursor } }
    },
    async exportOrders({ query: { locale = 'fr', ...query } }, { principal }) {
      const pages = orders.all(principal, query)
      // Read before the answer begins: a database that is away is still an error then, and not half a file.
      const first = await pages.next()
      const name = locale === 'fr' ? 'demandes-de-devis.csv' : 'orders.csv'
      return {
        status: 200,
        body: ordersCsv(resumed(first, pages), locale),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'no-store',
        },
      }
    },
    async getOrder({ params }, { principal }) {
      return answer(await orders.get(principal, params.orderId))
    },
    async updateOrder({ params, body, headers }, { principal }) {
      const expected = expectedVersion(headers['if-match'])
      return answer(await orders.move(principal, params.orderId, body.status, expected))
    },
    async eraseOrderContact({ params }, context) {
      return answer(await orders.eraseContact(context.principal, params.orderId, sealing(context, answer)))
    },
  }
}

async function* resumed<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value
  yield* rest
}
