import type { Catalog } from '../catalog/catalog.ts'
import { currentId } from './old-ids.ts'

export interface Link {
  id: string
  externalId: string | null
  name: string
}

export interface Links {
  /** The item that an order means by an id of the prototype, also one that it gave up. */
  find(kind: 'product' | 'pack', id: string): Promise<Link | undefined>
}

/** Looks in the account's catalogue, once for each id. `items` are those that would be in it after a dry run. */
export function createLinks(catalog: Pick<Catalog, 'list'>, accountId: string, items: Set<string>): Links {
  const kept = new Map<string, Promise<Link | undefined>>()

  async function look(kind: 'product' | 'pack', id: string): Promise<Link | undefined> {
    const page = { limit: 1, cursor: undefined }
    const [item] = (await catalog.list(accountId, kind, { externalId: id }, page)).data
    if (item) return item.row
    return items.has(`${kind} ${id}`) ? { id, externalId: id, name: id } : undefined
  }

  async function findAny(kind: 'product' | 'pack', id: string): Promise<Link | undefined> {
    // A cart wrote `pack-` before the id of a pack, as the addresses did.
    const ids = [id, currentId(id), ...(kind === 'pack' ? [id.replace(/^pack-/, '')] : [])]
    for (const candidate of new Set(ids)) {
      const found = await look(kind, candidate)
      if (found) return found
    }
    return undefined
  }

  return {
    find(kind, id) {
      const key = `${kind} ${id}`
      const found = kept.get(key) ?? findAny(kind, id)
      kept.set(key, found)
      return found
    },
  }
}
