import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import type { MessageKey } from '../i18n/messages.ts'
import { type CardOptions, cardSkeletons, cards } from './parts/card.ts'
import { empty, failure } from './parts/notice.ts'
import type { Shop } from './shop.ts'

export function packs(shop: Shop) {
  const text = shop.translator.text('packsText')
  return html`${title(shop, 'packs', text)} ${results(shop, shop.translator.text('packsEmpty'), { look: 'large', level: 2 })}`
}

export function collections(shop: Shop) {
  const { portal, translator } = shop
  const options: CardOptions = { look: 'large', eager: 3, priority: true, level: 2 }
  return html`${title(shop, 'collections', translator.text('collectionsText'))}
    ${
      portal
        ? portal.collections.length > 0
          ? cards(shop, portal.collections, options)
          : empty(shop, translator.text('collectionsEmpty'), {
              route: { view: 'catalogue' },
              label: 'seeCatalogue',
            })
        : cardSkeletons(3, options)
    }`
}

export function title(shop: Shop, key: MessageKey, lead?: string) {
  return html`<div class="title" part="title">
    <h1 tabindex="-1">${shop.translator.text(key)}</h1>
    ${lead ? html`<p class="lead">${lead}</p>` : nothing}
  </div>`
}

/** The listing of the screen in whatever state it is. */
export function results(shop: Shop, emptyWords: string, options: CardOptions = {}) {
  const { listing, staleItems, translator } = shop
  if (!listing) return cardSkeletons(8, options)
  const items = listing.items
  if (!items) {
    if (listing.problem) return failure(shop, listing.problem, 'list')
    if (!staleItems?.length) return cardSkeletons(8, options)
    return html`<div class="results stale" aria-busy="true">${cards(shop, staleItems, options)}</div>`
  }
  if (items.length === 0) {
    const everywhere = { view: 'catalogue', q: shop.route.q } as const
    if (shop.route.collection && shop.route.q)
      return empty(shop, emptyWords, { route: everywhere, label: 'everywhere' })
    // All products are what this screen shows: that way leads nowhere.
    const { view, q, collection } = shop.route
    if (view === 'catalogue' && !q && !collection) return empty(shop, emptyWords)
    return empty(shop, emptyWords, { route: { view: 'catalogue' }, label: 'seeCatalogue' })
  }
  // New words make new cards: moving the old ones about would be a jump.
  return keyed(
    listing.key,
    html`<div class="results">${cards(shop, items, { eager: 4, priority: true, ...options })}</div>
      ${more(shop)}
      ${listing.problem ? html`<p class="notice" role="alert">${translator.text('moreFailed')}</p>` : nothing}`,
  )
}

function more({ listing, translator }: Shop) {
  if (!listing?.hasMore) return nothing
  const load = async (event: Event) => {
    const button = event.currentTarget as HTMLElement
    const before = listing.items?.length ?? 0
    const screen = button.closest('.screen')
    await listing.more()
    // The reader goes on where the list grew, also when the button is gone.
    setTimeout(() =>
      screen?.querySelectorAll<HTMLElement>('.results .card a')[before]?.focus({ preventScroll: true }),
    )
  }
  return html`<p class="more-row">
    <button class="button quiet" part="button" type="button" aria-disabled=${listing.busy ? 'true' : nothing} @click=${load}>
      ${translator.text(listing.busy ? 'loading' : listing.problem ? 'retry' : 'showMore')}
    </button>
  </p>`
}
