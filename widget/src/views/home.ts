import { html, nothing } from 'lit-html'
import type { Item, Portal } from '../api/types.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Route } from '../routing/route.ts'
import { type CardOptions, cardSkeletons, cards, routeTo } from './parts/card.ts'
import { icon } from './parts/icons.ts'
import { follow, href } from './parts/link.ts'
import { empty } from './parts/notice.ts'
import type { Shop } from './shop.ts'

export function home(shop: Shop) {
  const { portal } = shop
  if (!portal)
    return html`<div class="hero">${heroSkeleton()}</div><div class="block">${cardSkeletons(4)}</div>`
  const { featuredPacks: packs, featuredProducts: products, collections } = portal
  // The large picture should not be seen again right below it.
  const many = packs.length > 3
  const lead =
    (many ? packs : collections.filter((one) => one.renderStatus === 'ready'))[0] ?? products[0] ?? packs[0]
  const rest = many ? packs.slice(1, 4) : packs
  return html`
    ${hero(shop, portal, lead)}
    ${lead ? nothing : empty(shop, shop.translator.text('homeEmpty'))}
    ${block(shop, 'featuredPacks', rest, { view: 'packs' }, 'seeAllPacks', { look: 'large shelf' })}
    ${block(shop, 'collections', collections.slice(0, 6), { view: 'collections' }, 'seeAllCollections', { look: 'large' })}
    ${block(shop, 'bestSellers', products.slice(0, 8), { view: 'catalogue' }, 'seeAllProducts', {})}
  `
}

function hero(shop: Shop, portal: Portal, lead: Item | undefined) {
  const { translator } = shop
  const catalogue: Route = { view: 'catalogue' }
  return html`<div class="hero ${lead ? '' : 'alone'}" part="hero">
    <div class="hero-text">
      <h1 tabindex="-1">${translator.text('welcomeTitle', { name: portal.name })}</h1>
      <p class="lead">${translator.text('welcomeText')}</p>
      <p>
        <a class="button" part="button" href=${href(catalogue)} @click=${follow(shop, catalogue)}>
          ${translator.text('seeCatalogue')}
        </a>
      </p>
    </div>
    ${lead ? heroPicture(shop, lead) : nothing}
  </div>`
}

function heroPicture(shop: Shop, item: Item) {
  const route = routeTo(item)
  return html`<div class="hero-picture card">
    <vitrine-picture part="picture" .images=${item.images} .placeholder=${item.placeholder} .alt=${item.alt}
      .eager=${true} .priority=${true}></vitrine-picture>
    <p class="hero-caption">
      <a href=${href(route)} @click=${follow(shop, route)}>${item.name}</a>
      ${icon('arrow')}
    </p>
  </div>`
}

function block(
  shop: Shop,
  title: MessageKey,
  items: Item[],
  route: Route,
  all: MessageKey,
  options: CardOptions,
) {
  if (items.length === 0) return nothing
  const { translator } = shop
  return html`<section class="block" aria-label=${translator.text(title)}>
    <div class="block-head">
      <h2>${translator.text(title)}</h2>
      <a class="more" href=${href(route)} @click=${follow(shop, route)}>${translator.text(all)}</a>
    </div>
    ${cards(shop, items, options)}
  </section>`
}

function heroSkeleton() {
  return html`<div class="hero-text" aria-hidden="true">
      <span class="bone title"></span><span class="bone"></span><span class="bone short"></span>
    </div>
    <div class="hero-picture"><div class="picture-room"></div></div>`
}
