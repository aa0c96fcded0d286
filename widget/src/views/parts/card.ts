import { html, nothing } from 'lit-html'
import type { Item } from '../../api/types.ts'
import type { Route } from '../../routing/route.ts'
import type { Shop } from '../shop.ts'
import { href } from './link.ts'
import { picture } from './picture.ts'

type Speaking = Pick<Shop, 'translator'>

export interface CardOptions {
  /** The page of the portal that links lead to, where that is another one. */
  base?: string
  /** How many of the first pictures are above the fold. */
  eager?: number
  /** The first of them is the most important picture of the screen. */
  priority?: boolean
  /** `large`: fewer a row. `shelf`: on a narrow portal one row to scroll. */
  look?: string
  level?: 2 | 3
  quantities?: Map<string, number>
}

export function routeTo(item: Item): Route {
  return { view: item.kind, id: item.slug }
}

export function cards(shop: Speaking, items: Item[], options: CardOptions = {}) {
  return html`<ul class="grid ${options.look ?? ''}" role="list">
    ${items.map((item, index) => card(shop, item, index, options))}
  </ul>`
}

/** The whole card is one target; its link is the name, so that a list of links reads well. */
function card(shop: Speaking, item: Item, index: number, options: CardOptions) {
  const route = routeTo(item)
  const link = html`<a href=${(options.base ?? '') + href(route)}>${item.name}</a>`
  return html`<li class="card" part="card">
    ${picture(item, index < (options.eager ?? 0), options.priority === true && index === 0)}
    <div class="card-text">
      ${options.level === 2 ? html`<h2 class="card-name">${link}</h2>` : html`<h3 class="card-name">${link}</h3>`}
      ${facts(shop, item, options)}
    </div>
  </li>`
}

function facts({ translator }: Speaking, item: Item, { quantities }: CardOptions) {
  const quantity = quantities?.get(item.id)
  if (quantity !== undefined) return html`<p class="card-fact">× ${translator.number(quantity)}</p>`
  const inside = item.contents?.reduce((sum, part) => sum + part.quantity, 0)
  return html`
    ${inside ? html`<p class="card-fact">${translator.text('contentsCount', { count: inside })}</p>` : nothing}
    ${item.price ? html`<p class="card-fact">${translator.text('price', { price: translator.money(item.price) })}</p>` : nothing}
    ${item.kind === 'collection' && item.description ? html`<p class="card-fact clamp">${item.description}</p>` : nothing}
  `
}

/** The room cards will take, so that nothing moves when they come. */
export function cardSkeletons(count: number, options: CardOptions = {}) {
  return html`<div class="grid ${options.look ?? ''}" aria-hidden="true">
    ${Array.from(
      { length: count },
      () => html`<div class="card skeleton">
        <div class="picture-room"></div>
        <div class="card-text"><span class="bone"></span><span class="bone short"></span></div>
      </div>`,
    )}
  </div>`
}
