import type { View } from '../routing/route.ts'
import { catalogue } from './catalogue.ts'
import { collection } from './collection.ts'
import { home } from './home.ts'
import { item } from './item.ts'
import { collections, packs } from './lists.ts'
import type { Shop } from './shop.ts'

export const screens: Record<View, (shop: Shop) => unknown> = {
  home,
  packs,
  pack: item,
  collections,
  collection,
  catalogue,
  product: item,
}
