import { html, nothing } from 'lit-html'
import type { Item, Portal } from '../api/types.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Route } from '../routing/route.ts'
import { block } from './parts/block.ts'
import { type CardOptions, cardSkeletons, cards, routeTo } from './parts/card.ts'
import { icon } from './parts/icons.ts'
import { href } from './parts/link.ts'
import { empty } from './parts/notice.ts'
import { picture } from './parts/picture.ts'
import type { Shop } from './shop.ts'

export function home(shop: Shop) {
  const { portal } = shop
  if (!portal)
    return html`<div class="hero">${heroSkeleton()}</div><div class="block">${cardSkeletons(4)}</div>`
  const { featuredPacks: packs, featuredProducts: products, collections } = portal
  const lead = leadOf(portal)
  // The large picture should not be seen again right below it.
  const rest = packs[0] === lead ? packs.slice(1, 4) : packs
  return html`
    ${hero(shop, portal, lead)}
    ${lead ? nothing : empty(shop, shop.translator.text('homeEmpty'))}
    ${shelf(shop, 'packs', rest, { view: 'packs' }, 'seeAllPacks', { look: 'large shelf' })}
    ${shelf(shop, 'collections', collections.slice(0, 6), { view: 'collections' }, 'seeAllCollections', { look: 'large' })}
    ${shelf(shop, 'bestSellers', products.slice(0, 8), { view: 'catalogue' }, 'seeAllProducts', {})}
  `
}

/** What the large picture shows. */
export function leadOf({ featuredPacks: packs, featuredProducts: products, collections }: Portal) {
  const first = packs.length > 3 ? packs : collections.filter((one) => one.renderStatus === 'ready')
  return first[0] ?? products[0] ?? packs[0]
}

/** About how wide the large picture will be, before it is laid out; the styles say it exactly. */
export function heroWidth(portalWidth: number): number {
  return Math.ceil(portalWidth < 720 ? portalWidth * 0.92 : Math.min(portalWidth, 1280) * 0.47)
}

function hero(shop: Shop, portal: Portal, lead: Item | undefined) {
  const { translator } = shop
  const catalogue: Route = { view: 'catalogue' }
  return html`<div class="hero ${lead ? '' : 'alone'}" part="hero">
    <div class="hero-text">
      <h1 tabindex="-1">${translator.text('welcomeTitle', { name: portal.name })}</h1>
      <p class="lead">${translator.text('welcomeText')}</p>
      <p>
        <a class="button" part="button" href=${href(catalogue)}>
          ${translator.text('seeCatalogue')}
        </a>
      </p>
    </div>
    ${lead ? heroPicture(lead) : nothing}
  </div>`
}

function heroPicture(item: Item) {
  const route = routeTo(item)
  return html`<div class="hero-picture card">
    ${picture(item, true, true)}
    <p class="hero-caption">
      <a href=${href(route)}>${item.name}</a>
      ${icon('arrow')}
    </p>
  </div>`
}

function shelf(
  shop: Shop,
  title: MessageKey,
  items: Item[],
  route: Route,
  all: MessageKey,
  options: CardOptions,
) {
  if (items.length === 0) return nothing
  const more = html`<a class="more" href=${href(route)}>${shop.translator.text(all)}</a>`
  return block(shop, title, cards(shop, items, options), more)
}

function heroSkeleton() {
  return html`<div class="hero-text" aria-hidden="true">
      <span class="bone title"></span><span class="bone"></span><span class="bone short"></span>
    </div>
    <div class="hero-picture"><div class="picture-room"></div></div>`
}
