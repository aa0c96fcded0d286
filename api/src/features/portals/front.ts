import { LRUCache } from 'lru-cache'
import type { Database } from '../../data/database.ts'
import { allowsOrigin } from '../../origins.ts'
import type { KeyRow, Keys } from '../keys/keys.ts'
import * as store from './store.ts'

/** What is known of a portal to those who come without a key. */
export interface Front {
  accountId: string
  portal: store.PortalMark
  /** The one that our own page carries. */
  publishableKey: string
  /** Whether one of the partner's keys for this portal is for pages of this origin. */
  allows(origin: string): boolean
}

const KNOWN = 10_000

/** Finds whose portal a slug is by asking for it, and from then on the rest in one way to the database and back. */
export function createFronts({ db, keys }: { db: Database; keys: Keys }) {
  const accounts = new LRUCache<string, string>({ max: KNOWN })

  return async function find(slug: string): Promise<Front | undefined> {
    const known = accounts.get(slug)
    const accountId = known ?? (await db.forPortalSlug(slug, (trx) => store.findPortal(trx, slug)))?.accountId
    if (accountId === undefined) return undefined
    const [[portal], published] = await db.look<[store.PortalMark, KeyRow]>(accountId, () => [
      store.portalMark(slug),
      keys.publishable(),
    ])
    if (!portal) {
      // Gone, or another account's by now.
      accounts.delete(slug)
      return known === undefined ? undefined : find(slug)
    }
    accounts.set(slug, accountId)
    const publishableKey = published.find(({ hosted }) => hosted)?.publicKey
    if (!publishableKey) return undefined
    const allows = (origin: string) =>
      published.some(
        ({ tenantId, allowedOrigins }) =>
          (tenantId === null || tenantId === portal.id) && allowsOrigin(allowedOrigins, origin),
      )
    return { accountId, portal, publishableKey, allows }
  }
}
