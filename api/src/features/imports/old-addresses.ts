import type { Database } from '../../data/database.ts'
import type { ItemKind } from '../../data/rows.ts'
import type { Portals } from '../portals/portals.ts'
import { currentId } from './old-ids.ts'
import * as store from './store.ts'

export interface OldAddresses {
  /**
   * Where `/portal/<slug>/product/<oldId>` of the prototype leads now, below the portals' host. `item` is false where
   * only the portal is known; undefined where that is not.
   */
  find(slug: string, oldId: string): Promise<{ address: string; item: boolean } | undefined>
}

/** Of the hosted page's own addresses, which follow from the widget's. */
const SCREENS: Record<ItemKind, string> = { product: 'products', pack: 'packs', collection: 'collections' }
const PACK = 'pack-'

export function createOldAddresses({
  db,
  portals,
}: {
  db: Database
  portals: Pick<Portals, 'owner'>
}): OldAddresses {
  return {
    async find(slug, oldId) {
      const tenant = await portals.owner(slug)
      if (!tenant) return undefined
      const home = `/portal/${tenant.slug}`
      // Whoever has no session must not learn what a private portal holds.
      if (tenant.access === 'private') return { address: home, item: false }
      const wanted = readOldId(oldId)
      const names = wanted.flatMap(({ ids }) => ids)
      const found = await db.forAccount(tenant.accountId, (trx) => store.findNamed(trx, names))
      for (const { ids, packs } of wanted)
        for (const id of ids) {
          const item = choose(found, id, packs)
          if (item)
            return {
              address: `${home}#/${SCREENS[item.kind]}/${encodeURIComponent(item.slug)}`,
              item: true,
            }
        }
      return { address: home, item: false }
    },
  }
}

/** What an old id may mean, the likeliest first: `pack-` goes before a pack's id, but an id may begin so itself. */
function readOldId(oldId: string): { ids: string[]; packs: boolean }[] {
  const withCurrent = (id: string) => [...new Set([id, currentId(id)])]
  const whole = { ids: withCurrent(oldId), packs: false }
  if (!oldId.startsWith(PACK) || oldId === PACK) return [whole]
  return [{ ids: withCurrent(oldId.slice(PACK.length)), packs: true }, whole]
}

/** The account's own id says more than a slug. */
function choose(found: store.Named[], id: string, packs: boolean): store.Named | undefined {
  const fitting = found
    .filter(({ kind }) => !packs || kind === 'pack')
    // The id of a product and of a collection may be the same.
    .toSorted((a, b) => Number(b.kind === 'product') - Number(a.kind === 'product'))
  return (
    fitting.find((item) => item.externalId === id) ??
    fitting.find((item) => item.slug === id || item.id === id)
  )
}
