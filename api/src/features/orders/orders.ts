import { versionMismatch } from '../../contract/etag.ts'
import type { Done, Schemas } from '../../contract/handlers.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import { ApiError, notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Principal, reaches } from '../../ports/identity.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { plain } from '../../slug.ts'
import type { EventLog } from '../events/events.ts'
import type { Portals } from '../portals/portals.ts'
import { checkInput } from './check.ts'
import { quote } from './lines.ts'
import { createKeeper } from './pictures.ts'
import { checkStep } from './status.ts'
import * as store from './store.ts'

export type { OrderRow, StoredLine } from './store.ts'

export interface OrderQuery {
  tenantId?: string
  status?: store.OrderStatus
  since?: string
  until?: string
  q?: string
}

export interface Orders {
  /** From a portal: checked, priced and noted in one go. */
  submit(
    who: Principal,
    slug: string,
    input: Schemas['OrderCreate'],
    done: Done<store.OrderRow>,
  ): Promise<store.OrderRow>
  list(who: Principal, query: OrderQuery, page: PageRequest): Promise<Page<store.OrderRow>>
  /** All of a list, read as it goes. */
  all(who: Principal, query: OrderQuery): AsyncGenerator<store.OrderRow[]>
  get(who: Principal, id: string): Promise<store.OrderRow>
  move(
    who: Principal,
    id: string,
    status: store.OrderStatus,
    expected: number | undefined,
  ): Promise<store.OrderRow>
  eraseContact(who: Principal, id: string, done: Done<store.OrderRow>): Promise<store.OrderRow>
}

/** What a page of an export reads at once. */
const EXPORT_PAGE = 100

export function createOrders(parts: {
  db: Database
  files: ObjectStore
  cursors: Cursors
  portals: Pick<Portals, 'offered'>
  events: EventLog
  now?: () => Date
}): Orders {
  const { db, cursors, portals, events, now = () => new Date() } = parts
  const keepPictures = createKeeper(parts.files)

  return {
    async submit(who, slug, input, done) {
      checkInput(input, now())
      const { accountId } = who
      const { tenant, ...quoted } = await db.forAccount(accountId, async (trx) => {
        const itemIds = input.lines.map(({ itemId }) => itemId)
        const { tenant, items } = await portals.offered(trx, who, slug, itemIds)
        if (tenant.settings.demo)
          throw new ApiError('conflict', 'This portal is a demonstration: it takes no quote requests.')
        const parts = items.flatMap(({ contents }) => contents.map(({ productId }) => productId))
        return {
          tenant,
          ...quote(input.lines, items, await store.externalIdsOf(trx, [...itemIds, ...parts])),
        }
      })
      const { subtotalAmount, currency } = quoted
      const lines = await keepPictures(accountId, quoted.lines)
      const { customer, shipping, billing = shipping } = input
      const { desiredDeliveryDate = null, internalReference = null, notes = null } = input
      const contact = { customer, shipping, billing, internalReference, notes }
      return db.forAccount(accountId, async (trx) => {
        const number = await store.nextNumber(trx, accountId, now().getUTCFullYear())
        const row = await store.insertOrder(trx, {
          id: newId('ord'),
          accountId,
          number,
          tenantId: tenant.id,
          tenantName: tenant.name,
          tenantSlug: tenant.slug,
          ...contact,
          desiredDeliveryDate,
          lines,
          subtotalAmount,
          currency,
          search: searchText({ number, tenantName: tenant.name, lines, ...contact }),
        })
        await note(trx, 'created', row)
        await done(trx, row)
        return row
      })
    },

    list: (who, query, page) => db.forAccount(who.accountId, (trx) => list(trx, who, query, page)),

    async *all(who, query) {
      let cursor: string | null | undefined
      while (cursor !== null) {
        const request = { limit: EXPORT_PAGE, cursor }
        const page: Page<store.OrderRow> = await db.forAccount(who.accountId, (trx) =>
          list(trx, who, query, request),
        )
        yield page.data
        cursor = page.nextCursor
      }
    },

    get: (who, id) =>
      db.forAccount(who.accountId, async (trx) => reachable(who, await store.findOrder(trx, id))),

    move: (who, id, status, expected) =>
      db.forAccount(who.accountId, async (trx) => {
        const row = reachable(who, await store.lockOrder(trx, id))
        if (expected !== undefined && expected !== row.version) throw versionMismatch()
        // Said twice, as a repetition after a broken connection does.
        if (row.status === status) return row
        checkStep(row.status, status)
        const moved = await store.updateOrder(trx, row, { status })
        await note(trx, 'updated', moved)
        return moved
      }),

    eraseContact: (who, id, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const row = reachable(who, await store.lockOrder(trx, id))
        const nothing = {
          customer: null,
          shipping: null,
          billing: null,
          internalReference: null,
          notes: null,
        }
        const erased = row.contactErasedAt
          ? row
          : await store.updateOrder(trx, row, {
              ...nothing,
              contactErasedAt: now(),
              search: searchText({
                ...nothing,
                number: row.number,
                tenantName: row.tenantName,
                lines: row.lines,
              }),
            })
        if (!row.contactErasedAt) await note(trx, 'updated', erased)
        await done(trx, erased)
        return erased
      }),
  }

  async function note(trx: Trx, what: 'created' | 'updated', row: store.OrderRow): Promise<void> {
    const { id, accountId, tenantId, number, status, version } = row
    const data = { number, status }
    await events.record(trx, accountId, { type: `order.${what}`, tenantId, resourceId: id, version, data })
  }

  function list(trx: Trx, who: Principal, query: OrderQuery, page: PageRequest) {
    const { tenantId, q, ...filter } = query
    const words = q === undefined ? [] : plain(q).split(/\s+/).filter(Boolean)
    const tenantIds = [who.tenantId, tenantId].filter((id) => id !== undefined)
    const context = JSON.stringify(['orders', who.accountId, tenantIds, filter, words])
    return store.listOrders(trx, cursors, context, { ...filter, tenantIds, words }, page)
  }
}

function reachable(who: Principal, row: store.OrderRow | undefined): store.OrderRow {
  if (!row || !reaches(who, row.tenantId)) throw notFound('order')
  return row
}

/** What the search looks in. */
export function searchText(
  row: Pick<store.OrderRow, 'number' | 'tenantName' | 'customer' | 'internalReference' | 'lines'>,
): string {
  const { customer, lines } = row
  const texts = [
    row.number,
    row.tenantName,
    customer?.companyName,
    customer?.contactName,
    customer?.email,
    row.internalReference,
    ...lines.map(({ name }) => name),
  ]
  return plain(texts.filter(Boolean).join('\n'))
}
