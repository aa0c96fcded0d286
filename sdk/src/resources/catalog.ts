import { bodyOf, type FileInput } from '../file.ts'
import { type List, listOf } from '../page.ts'
import type { Reply } from '../reply.ts'
import type { Send } from '../request.ts'
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

type Items<Item, Create, Update, ListQuery extends { cursor?: string }> = ReturnType<
  typeof itemsResource<Item, Create, Update, ListQuery>
>
export type CollectionsResource = Items<
  Collection,
  CollectionCreate,
  CollectionUpdate,
  Query<'listCollections'>
>
export type ProductsResource = Items<Product, ProductCreate, ProductUpdate, Query<'listProducts'>>
export type PacksResource = Items<Pack, PackCreate, PackUpdate, Query<'listPacks'>>

export const collectionsResource = (send: Send): CollectionsResource => itemsResource(send, 'collections')
export const productsResource = (send: Send): ProductsResource => itemsResource(send, 'products')
export const packsResource = (send: Send): PacksResource => itemsResource(send, 'packs')

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
  create: (input: Create, options?: CallOptions): Reply<Item> =>
    send({ method: 'POST', path: [root], body: input, options }),

  /**
   * Changes the one with the input's `externalId`, in the fields given, and makes it where there is none: fit for
   * bringing a catalogue over again and again. What is the same already keeps its version.
   */
  upsert: (input: Create & { externalId: string }, options?: CallOptions): Reply<Item> =>
    send({ method: 'POST', path: [root], query: { upsert: 'externalId' }, body: input, options }),

  /** In order of `position`, then of creation. `limit` (1–100, default 20) is the size of a page, also in a loop. */
  list: (query: ListQuery = {} as ListQuery, options?: CallOptions): List<Item> =>
    listOf(query, (query) => send({ method: 'GET', path: [root], query, options })),

  /** @throws {NotFoundError} where this account has no such item. */
  get: (id: string, options?: CallOptions): Reply<Item> => send({ method: 'GET', path: [root, id], options }),

  /**
   * Changes only the fields given; null clears an optional one.
   *
   * @throws {ConflictError} `version_mismatch` where `ifMatch` is no longer current; `slug_taken`.
   */
  update: (id: string, input: Update, options?: WriteOptions): Reply<Item> =>
    send({ method: 'PATCH', path: [root, id], body: input, options }),

  /** @throws {ConflictError} `conflict` while something refers to it; `detail` says what. */
  delete: (id: string, options?: WriteOptions): Reply<void> =>
    send({ method: 'DELETE', path: [root, id], options }),

  /**
   * Sets the photo that logos are put on: JPEG, PNG, WebP or AVIF; at most 20 MB, 50 megapixels, 10,000 px a side.
   * Every tenant's render of it is brought up to date in the background.
   *
   * @throws {InvalidRequestError} `unprocessable_image`, `payload_too_large`, `unsupported_media_type`.
   */
  setImage: (id: string, image: FileInput, options?: WriteOptions): Reply<Item> =>
    send({ method: 'PUT', path: [root, id, 'image'], body: bodyOf(image), options }),

  /**
   * Sets where the logo sits: positions and sizes in percent of the square canvas, angles in degrees clockwise. No layer
   * means no logo. Every tenant's render of it is brought up to date in the background.
   *
   * @throws {InvalidRequestError} `invalid_placement`.
   */
  setPlacement: (id: string, placement: Placement, options?: WriteOptions): Reply<Item> =>
    send({ method: 'PUT', path: [root, id, 'placement'], body: placement, options }),
})
