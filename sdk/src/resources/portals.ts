import type { OpenStream } from '../event-stream.ts'
import { follow } from '../follow.ts'
import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
import type {
  CallOptions,
  OrderCreate,
  OrderReceipt,
  Portal,
  PortalEvent,
  PortalItem,
  PortalItemDetail,
  Query,
} from '../types.ts'

/** What a portal shows; every method takes the portal's slug. */
export const portalsResource = (send: Send, open: OpenStream) => ({
  /**
   * All that a first screen needs: names, colours, logo, collections, featured items, and the progress of a generation
   * while one runs.
   *
   * @throws {NotFoundError} where no active tenant has the slug.
   * @throws {PermissionError} `origin_not_allowed` where the key does not allow this page's origin.
   */
  get: (slug: string, options?: CallOptions): Reply<Portal> =>
    send({ method: 'GET', path: ['portals', slug], options }),

  /** The catalogue with the tenant's logo on it. `q` finds words whatever their accents and case. */
  items: (slug: string, query: Query<'listPortalItems'> = {}, options?: CallOptions): List<PortalItem> =>
    listOf(query, (query) => send({ method: 'GET', path: ['portals', slug, 'items'], query, options })),

  /** One item with all its images; for a pack its contents, for a product the packs that contain it. */
  item: (slug: string, idOrSlug: string, options?: CallOptions): Reply<PortalItemDetail> =>
    send({ method: 'GET', path: ['portals', slug, 'items', idOrSlug], options }),

  /**
   * Sends a quote request; the server prices it, and the answer says how. Keep one `idempotencyKey` with the cart, so
   * that a visitor who sends it again after a break, even from a reloaded page, makes one order.
   *
   * @throws {InvalidRequestError} `invalid_request`, with an entry in `errors` for each line or field that is wrong.
   * @throws {ConflictError} `conflict` from a demonstration portal, which takes no orders.
   */
  submitOrder: (slug: string, input: OrderCreate, options?: CallOptions): Reply<OrderReceipt> =>
    send({ method: 'POST', path: ['portals', slug, 'orders'], body: input, options }),

  /**
   * How each item and the last generation stand, then `render` as pictures land and `generation` as it goes on. It does
   * not end by itself: leave the loop, or abort `signal`. A connection that breaks is made again.
   */
  events: (slug: string, options?: CallOptions): AsyncIterable<PortalEvent> =>
    follow<PortalEvent>(open, { method: 'GET', path: ['portals', slug, 'events'], options }),
})
