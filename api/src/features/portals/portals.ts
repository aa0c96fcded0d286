import type { Prepared } from '../../contract/handlers.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import type { ItemKind, TenantRow } from '../../data/rows.ts'
import { notFound } from '../../errors.ts'
import type { Principal } from '../../ports/identity.ts'
import { plain } from '../../slug.ts'
import type { Keys } from '../keys/keys.ts'
import { createFronts, type Front } from './front.ts'
import { createKept } from './kept.ts'
import * as store from './store.ts'
import { admit } from './visit.ts'

/** An item with the tenant's pictures and, for a pack, what it holds. */
export interface ShownItem {
  row: store.ShownRow
  contents: { productId: string; name: string; quantity: number }[]
}

export interface PortalData {
  tenant: TenantRow
  currency: string
  collections: ShownItem[]
  featuredPacks: ShownItem[]
  featuredProducts: ShownItem[]
  running: Awaited<ReturnType<typeof store.findRunning>>
}

export interface ItemQuery {
  kind?: ItemKind
  collection?: string
  q?: string
  sort: store.Sort
}

/** What every answer about items needs to be shown. */
interface Shown {
  tenant: TenantRow
  busy: boolean
}

export interface PortalState {
  tenant: TenantRow
  generation: Awaited<ReturnType<typeof store.findLatest>>
  items: store.ItemState[]
}

export interface Portals {
  /**
   * What was answered before, while nothing has changed that it is made of; else what `make` makes now. Asks the
   * database each time, so that a change is seen at once, whichever process made it.
   */
  answer<Body>(
    who: Principal,
    slug: string,
    question: unknown[],
    make: () => Promise<Body>,
  ): Promise<Prepared<Body>>
  get(who: Principal, slug: string): Promise<PortalData>
  items(who: Principal, slug: string, query: ItemQuery, page: PageRequest): Promise<Page<ShownItem> & Shown>
  item(
    who: Principal,
    slug: string,
    idOrSlug: string,
  ): Promise<Shown & { item: ShownItem; packs: ShownItem[]; parts: ShownItem[] }>
  /** Of these items the ones that a visitor is shown, as they are shown just now; in the caller's transaction. */
  offered(
    trx: Trx,
    who: Principal,
    slug: string,
    itemIds: string[],
  ): Promise<{ tenant: TenantRow; items: ShownItem[] }>
  /** How every item and the last generation stand, for a stream. */
  state(who: Principal, slug: string): Promise<PortalState>
  /** Whose portal this is, for those who come without a key. */
  owner(slug: string): Promise<TenantRow | undefined>
  /** For the hosted page, which has no key to show: the portal, and the key that the page is to carry. */
  front(slug: string): Promise<Front | undefined>
  /** An answer made of the portal as it is at this mark. */
  keep<Body>(
    portal: store.PortalMark,
    question: unknown[],
    make: () => Promise<Body>,
  ): Promise<Prepared<Body>>
}

/** How many a first screen shows. */
const FIRST: Record<ItemKind, number> = { collection: 50, pack: 6, product: 8 }

export function createPortals({
  db,
  cursors,
  keys,
}: {
  db: Database
  cursors: Cursors
  keys: Keys
}): Portals {
  const kept = createKept()
  const keep: Portals['keep'] = ({ mark }, question, make) =>
    kept.answer(JSON.stringify([mark, ...question]), make)
  return {
    keep,
    front: createFronts({ db, keys }),

    async answer(who, slug, question, make) {
      const [[found]] = await db.look<[store.PortalMark]>(who.accountId, () => [store.portalMark(slug)])
      return keep(admit(who, found), question, make)
    },

    get: (who, slug) =>
      within(who, slug, async (trx, tenant) => {
        const items = await withContents(trx, await store.listFirst(trx, tenant.id, FIRST))
        const of = (kind: ItemKind) => items.filter(({ row }) => row.kind === kind)
        return {
          tenant,
          currency: tenant.currency ?? 'EUR',
          collections: of('collection'),
          featuredPacks: of('pack'),
          featuredProducts: of('product'),
          running: tenant.busy ? await store.findRunning(trx, tenant.id) : undefined,
        }
      }),

    items: (who, slug, { kind, collection, q, sort }, page) =>
      within(who, slug, async (trx, tenant) => {
        const { busy } = tenant
        const collectionId =
          collection === undefined ? undefined : await store.findCollectionId(trx, tenant.id, collection)
        // A collection that is not there has no members; that is an empty list and no error.
        if (collection !== undefined && !collectionId) return { tenant, busy, data: [], nextCursor: null }
        const words = q === undefined ? [] : plain(q).split(/\s+/).filter(Boolean)
        const context = JSON.stringify(['items', tenant.id, kind, collectionId, words, sort])
        const filter = { kind, collectionId, words }
        const { data, nextCursor } = await store.listShown(
          trx,
          cursors,
          context,
          tenant.id,
          filter,
          sort,
          page,
        )
        return { tenant, busy, data: await withContents(trx, data), nextCursor }
      }),

    item: (who, slug, idOrSlug) =>
      within(who, slug, async (trx, tenant) => {
        const row = await store.findShown(trx, tenant.id, idOrSlug)
        if (!row) throw notFound('item')
        const { busy } = tenant
        const [item] = await withContents(trx, [row])
        const packIds = row.kind === 'product' ? await store.packsWith(trx, row.id) : []
        const partIds = item!.contents.map(({ productId }) => productId)
        const parts = partIds.length > 0 ? await store.listByIds(trx, tenant.id, partIds) : []
        parts.sort((a, b) => partIds.indexOf(a.id) - partIds.indexOf(b.id))
        return {
          tenant,
          busy,
          item: item!,
          packs:
            packIds.length > 0 ? await withContents(trx, await store.listByIds(trx, tenant.id, packIds)) : [],
          parts: await withContents(trx, parts),
        }
      }),

    async offered(trx, who, slug, itemIds) {
      const tenant = await find(trx, who, slug)
      return { tenant, items: await withContents(trx, await store.listByIds(trx, tenant.id, itemIds)) }
    },

    state: (who, slug) =>
      within(who, slug, async (trx, tenant) => ({
        tenant,
        generation: await store.findLatest(trx, tenant.id),
        items: await store.listStates(trx, tenant.id),
      })),

    owner: (slug) => db.forPortalSlug(slug, (trx) => store.findPortal(trx, slug)),
  }

  function within<T>(
    who: Principal,
    slug: string,
    work: (trx: Trx, tenant: store.PortalRow) => Promise<T>,
  ): Promise<T> {
    return db.forAccount(who.accountId, async (trx) => work(trx, await find(trx, who, slug)))
  }
}

async function find(trx: Trx, who: Principal, slug: string): Promise<store.PortalRow> {
  return admit(who, await store.findPortal(trx, slug))
}

async function withContents(trx: Trx, rows: store.ShownRow[]): Promise<ShownItem[]> {
  const packIds = rows.filter(({ kind }) => kind === 'pack').map(({ id }) => id)
  const contents = await store.listContents(trx, packIds)
  return rows.map((row) => ({ row, contents: contents.filter(({ packId }) => packId === row.id) }))
}
