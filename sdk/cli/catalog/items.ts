import type { Collection, Pack, Placement, Product, Vitrine } from '../../src/index.ts'
import { KINDS, type Kind } from './folder.ts'

export type Item = Collection | Product | Pack
type Options = { signal: AbortSignal }
type Write = Options & { ifMatch: Item }

/** Collections, products and packs, as far as they are handled alike. */
export type Items = {
  list(query: { limit: number }, options: Options): AsyncIterable<Item>
  create(input: object, options: Options): Promise<Item>
  update(id: string, input: object, options: Write): Promise<Item>
  setImage(id: string, path: string, options: Write): Promise<Item>
  setPlacement(id: string, placement: Placement, options: Write): Promise<Item>
}

// Their inputs differ, and whether they are right is for the API to say.
export const itemsOf = (client: Vitrine, kind: Kind): Items => client[`${kind}s`] as unknown as Items

/** What there is, by kind and externalId. */
export async function existingItems(client: Vitrine, signal: AbortSignal): Promise<Map<string, Item>> {
  const found = new Map<string, Item>()
  for (const kind of KINDS)
    for await (const item of itemsOf(client, kind).list({ limit: 100 }, { signal }))
      if (item.externalId) found.set(`${kind} ${item.externalId}`, item)
  return found
}
