import { type FileInput, fileOf } from '../file.ts'
import { type List, listOf } from '../page.ts'
import { path, type Send } from '../request.ts'
import type {
  CallOptions,
  Collection,
  CollectionCreate,
  CollectionUpdate,
  Pack,
  PackCreate,
  PackUpdate,
  Placement,
  Product,
  ProductCreate,
  ProductUpdate,
  Query,
  WriteOptions,
} from '../types.ts'

/** Groups of products, without a price. */
export const collectionsResource = (send: Send) =>
  itemsResource<Collection, CollectionCreate, CollectionUpdate, Query<'listCollections'>>(
    send,
    '/v1/collections',
  )

/** What a portal offers. */
export const productsResource = (send: Send) =>
  itemsResource<Product, ProductCreate, ProductUpdate, Query<'listProducts'>>(send, '/v1/products')

/** Fixed bundles of products, at a price of their own. */
export const packsResource = (send: Send) =>
  itemsResource<Pack, PackCreate, PackUpdate, Query<'listPacks'>>(send, '/v1/packs')

/** Collections, products and packs are handled alike. Reading needs the scope `catalog:read`, changing `catalog:write`. */
const itemsResource = <Item, Create, Update, ListQuery extends { cursor?: string }>(
  send: Send,
  root: string,
) => ({
  /**
   * Makes one. Prices are integer minor units, tax excluded: 35.00 € is `{ amount: 3500, currency: 'EUR' }`.
   *
   * @throws {ConflictError} `slug_taken`, or `conflict` where another has the `externalId`.
   * @throws {InvalidRequestError} `invalid_request`, with a path for each wrong field.
   */
  create: (input: Create, options?: CallOptions): Promise<Item> =>
    send({ method: 'POST', path: root, body: input, options }),

  /** In order of `position`, then of creation. `limit` (1–100, default 20) is the size of a page, also in a loop. */
  list: (query: ListQuery = {} as ListQuery, options?: CallOptions): List<Item> =>
    listOf(query, (query) => send({ method: 'GET', path: root, query, options })),

  /** @throws {NotFoundError} where this account has no such item. */
  get: (id: string, options?: CallOptions): Promise<Item> =>
    send({ method: 'GET', path: root + path`/${id}`, options }),

  /**
   * Changes only the fields given; null clears an optional one.
   *
   * @throws {ConflictError} `version_mismatch` where `ifMatch` is no longer current; `slug_taken`.
   */
  update: (id: string, input: Update, options?: WriteOptions): Promise<Item> =>
    send({ method: 'PATCH', path: root + path`/${id}`, body: input, options }),

  /** @throws {ConflictError} `conflict` while something refers to it; `detail` says what. */
  delete: (id: string, options?: WriteOptions): Promise<void> =>
    send({ method: 'DELETE', path: root + path`/${id}`, options }),

  /**
   * Sets the photo that logos are put on: JPEG, PNG, WebP or AVIF; at most 20 MB, 50 megapixels, 10,000 px a side.
   * Every tenant's render of it is brought up to date in the background.
   *
   * @throws {InvalidRequestError} `unprocessable_image`, `payload_too_large`, `unsupported_media_type`.
   */
  setImage: async (id: string, image: FileInput, options?: WriteOptions): Promise<Item> =>
    send({ method: 'PUT', path: root + path`/${id}/image`, body: (await fileOf(image)).blob, options }),

  /**
   * Sets where the logo sits: positions and sizes in percent of the square canvas, angles in degrees clockwise. No layer
   * means no logo. Every tenant's render of it is brought up to date in the background.
   *
   * @throws {InvalidRequestError} `invalid_placement`.
   */
  setPlacement: (id: string, placement: Placement, options?: WriteOptions): Promise<Item> =>
    send({ method: 'PUT', path: root + path`/${id}/placement`, body: placement, options }),
})
