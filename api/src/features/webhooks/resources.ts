import { ApiError } from '../../errors.ts'
import type { Principal } from '../../ports/identity.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { collectionView, packView, productView } from '../catalog/view.ts'
import type { EventRow } from '../events/events.ts'
import type { Generations } from '../generations/generations.ts'
import { generationView } from '../generations/view.ts'
import type { OrderRow, Orders } from '../orders/orders.ts'
import { orderView } from '../orders/view.ts'
import type { Tenants } from '../tenants/tenants.ts'
import { tenantView } from '../tenants/view.ts'

/** Reads what an event is about, as it is now. */
export interface Resources {
  /** As its own operation answers it; null where it is gone, or is none that can be read. */
  of(accountId: string, event: Pick<EventRow, 'type' | 'resourceId'>): Promise<unknown>
  order(accountId: string, id: string): Promise<OrderRow>
}

export function createResources(parts: {
  catalog: Catalog
  tenants: Tenants
  generations: Generations
  orders: Orders
  urlOf: (key: string) => string
  publicUrl: string
}): Resources {
  const { catalog, tenants, generations, orders, urlOf, publicUrl } = parts
  const read = async (accountId: string, kind: string, id: string): Promise<unknown> => {
    const who = ownerOf(accountId)
    if (kind === 'order') return orderView(await orders.get(who, id), urlOf)
    if (kind === 'tenant') return tenantView(await tenants.get(who, id), urlOf, publicUrl)
    if (kind === 'generation') return generationView(await generations.get(who, id))
    if (kind === 'product') return productView(await catalog.get(accountId, kind, id), urlOf)
    if (kind === 'pack') return packView(await catalog.get(accountId, kind, id), urlOf)
    if (kind === 'collection') return collectionView(await catalog.get(accountId, kind, id), urlOf)
    return null
  }
  return {
    async of(accountId, { type, resourceId }) {
      try {
        return await read(accountId, type.split('.')[0]!, resourceId)
      } catch (error) {
        if (error instanceof ApiError && error.code === 'not_found') return null
        throw error
      }
    },
    order: (accountId, id) => orders.get(ownerOf(accountId), id),
  }
}

/** The account itself: what is sent to its endpoints is what it may read. */
function ownerOf(accountId: string): Principal {
  return { accountId, id: 'webhooks', scopes: new Set(), tenantId: undefined }
}
