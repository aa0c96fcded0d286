import { etagOf, expectedVersion } from '../../contract/etag.ts'
import { type Context, type Handlers, sealing } from '../../contract/handlers.ts'
import type { ItemKind } from '../../data/rows.ts'
import type { Catalog, Item } from './catalog.ts'
import { collectionView, packView, productView } from './view.ts'

type Operations =
  | 'listCollections'
  | 'createCollection'
  | 'getCollection'
  | 'updateCollection'
  | 'deleteCollection'
  | 'putCollectionImage'
  | 'putCollectionPlacement'
  | 'listProducts'
  | 'createProduct'
  | 'getProduct'
  | 'updateProduct'
  | 'deleteProduct'
  | 'putProductImage'
  | 'putProductPlacement'
  | 'listPacks'
  | 'createPack'
  | 'getPack'
  | 'updatePack'
  | 'deletePack'
  | 'putPackImage'
  | 'putPackPlacement'

interface ListQuery {
  limit?: number
  cursor?: string
  externalId?: string
  collectionId?: string
}

/** The same seven operations for each kind; only ids and views differ. */
export function catalogHandlers(
  catalog: Catalog,
  urlOf: (key: string) => string,
): Pick<Handlers, Operations> {
  const collections = operationsOf('collection', (item) => collectionView(item, urlOf))
  const products = operationsOf('product', (item) => productView(item, urlOf))
  const packs = operationsOf('pack', (item) => packView(item, urlOf))
  return {
    listCollections: ({ query }, context) => collections.list(query, context),
    createCollection: ({ body, query }, context) => collections.create(body, query, context),
    getCollection: ({ params }, context) => collections.get(params.collectionId, context),
    updateCollection: ({ params, body, headers }, context) =>
      collections.update(params.collectionId, body, headers, context),
    deleteCollection: ({ params, headers }, context) =>
      collections.remove(params.collectionId, headers, context),
    putCollectionImage: ({ params, file, headers }, context) =>
      collections.setImage(params.collectionId, file!, headers, context),
    putCollectionPlacement: ({ params, body, headers }, context) =>
      collections.setPlacement(params.collectionId, body, headers, context),

    listProducts: ({ query }, context) => products.list(query, context),
    createProduct: ({ body, query }, context) => products.create(body, query, context),
    getProduct: ({ params }, context) => products.get(params.productId, context),
    updateProduct: ({ params, body, headers }, context) =>
      products.update(params.productId, body, headers, context),
    deleteProduct: ({ params, headers }, context) => products.remove(params.productId, headers, context),
    putProductImage: ({ params, file, headers }, context) =>
      products.setImage(params.productId, file!, headers, context),
    putProductPlacement: ({ params, body, headers }, context) =>
      products.setPlacement(params.productId, body, headers, context),

    listPacks: ({ query }, context) => packs.list(query, context),
    createPack: ({ body, query }, context) => packs.create(body, query, context),
    getPack: ({ params }, context) => packs.get(params.packId, context),
    updatePack: ({ params, body, headers }, context) => packs.update(params.packId, body, headers, context),
    deletePack: ({ params, headers }, context) => packs.remove(params.packId, headers, context),
    putPackImage: ({ params, file, headers }, context) =>
      packs.setImage(params.packId, file!, headers, context),
    putPackPlacement: ({ params, body, headers }, context) =>
      packs.setPlacement(params.packId, body, headers, context),
  }

  function operationsOf<View>(kind: ItemKind, view: (item: Item) => View) {
    type Headers = Record<string, string | undefined>
    const account = (context: Context) => context.principal.accountId
    const answer = <S extends number>(status: S, item: Item) => ({
      status,
      body: view(item),
      headers: { ETag: etagOf(item.row.version) },
    })
    const expected = (headers: Headers) => expectedVersion(headers['if-match'])
    return {
      async list({ limit = 20, cursor, ...filter }: ListQuery, context: Context) {
        const { data, nextCursor } = await catalog.list(account(context), kind, filter, { limit, cursor })
        return { status: 200 as const, body: { data: data.map(view), nextCursor } }
      },
      async create(
        body: Parameters<Catalog['create']>[2],
        query: { upsert?: 'externalId' },
        context: Context,
      ) {
        if (query.upsert) {
          const upserted = ({ created, ...item }: Item & { created: boolean }) =>
            created ? answer(201 as const, item) : answer(200 as const, item)
          const done = sealing(context, upserted)
          return upserted(await catalog.upsert(account(context), kind, body, done))
        }
        const created = (item: Item) => answer(201, item)
        return created(await catalog.create(account(context), kind, body, sealing(context, created)))
      },
      get: async (id: string, context: Context) => answer(200, await catalog.get(account(context), kind, id)),
      update: async (
        id: string,
        body: Parameters<Catalog['update']>[3],
        headers: Headers,
        context: Context,
      ) => answer(200, await catalog.update(account(context), kind, id, body, expected(headers))),
      async remove(id: string, headers: Headers, context: Context) {
        await catalog.remove(account(context), kind, id, expected(headers))
        return { status: 204 as const }
      },
      setImage: async (id: string, file: Uint8Array, headers: Headers, context: Context) =>
        answer(200, await catalog.setImage(account(context), kind, id, file, expected(headers))),
      setPlacement: async (
        id: string,
        placement: Parameters<Catalog['setPlacement']>[3],
        headers: Headers,
        context: Context,
      ) => answer(200, await catalog.setPlacement(account(context), kind, id, placement, expected(headers))),
    }
  }
}
