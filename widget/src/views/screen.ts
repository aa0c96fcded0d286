import type { View } from '../routing/route.ts'
import { catalogue } from './catalogue.ts'
import { collection } from './collection.ts'
import { home } from './home.ts'
import { item } from './item.ts'
import { collections, packs } from './lists.ts'
import { quote } from './quote.ts'
import type { Shop } from './shop.ts'

const screens: Record<View, (shop: Shop) => unknown> = {
  home,
  packs,
  pack: item,
  collections,
  collection,
  catalogue,
  product: item,
  cart: quote,
  quote,
  confirmation: quote,
}

export function screen(shop: Shop): unknown {
  return screens[shop.route.view](shop)
}
