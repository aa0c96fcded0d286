import type { Client } from '../api/client.ts'
import type { Listing } from '../api/listing.ts'
import type { Resource } from '../api/resource.ts'
import type { Item, ItemDetail, Portal } from '../api/types.ts'
import type { Cart } from '../cart/cart.ts'
import type { Translator } from '../i18n/translator.ts'
import type { QuoteHost } from '../quote/host.ts'
import type { Route } from '../routing/route.ts'

/** All that a screen is drawn from. Screens are functions of it, and hold nothing themselves. */
export interface Shop {
  /** Undefined while it loads. */
  portal: Portal | undefined
  route: Route
  translator: Translator
  client: Client
  /** On screens that list items. */
  listing: Listing | undefined
  /** On screens of one item. */
  detail: Resource<ItemDetail> | undefined
  /** The item of the screen as far as it is known: its card, until its details are there. */
  item: Item | ItemDetail | undefined
  /** What the list showed before, to stay until the new one is there. */
  staleItems: Item[] | undefined
  cart: Cart
  quote: QuoteHost
  go: (route: Route, options?: GoOptions) => void
  retry: () => void
}

export interface GoOptions {
  /** Typing in a field goes on: keep the focus, the scroll and the entry of the history. */
  inPlace?: boolean
  /** Where the focus goes on the new screen; to its heading unless said. */
  focus?: string | undefined
}
