import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import type { Item, ItemDetail } from '../api/types.ts'
import type { CartLine } from '../cart/cart.ts'
import { allowedQuantity } from '../cart/quantity.ts'
import { block } from './parts/block.ts'
import { breadcrumb } from './parts/breadcrumb.ts'
import { cardSkeletons, cards } from './parts/card.ts'
import { type IconName, icon } from './parts/icons.ts'
import { href } from './parts/link.ts'
import { failure } from './parts/notice.ts'
import { picture } from './parts/picture.ts'
import type { Shop } from './shop.ts'

/** A product or a pack. What its card already told is shown at once; the rest follows. */
export function item(shop: Shop) {
  const { item, detail, route } = shop
  if (detail?.problem && !detail.data) return failure(shop, detail.problem, 'item')
  const isPack = (item?.kind ?? route.view) === 'pack'
  return html`${breadcrumb(shop, isPack ? 'packs' : 'catalogue')}
    <article class="item" part="item">
      <div class="item-picture">${item ? keyed(item.id, pictureOf(shop, item)) : html`<div class="picture-room"></div>`}</div>
      <div class="item-text">
        <h1 tabindex="-1">${item?.name ?? html`<span class="bone title"></span>`}</h1>
        ${item ? about(shop, item, isPack) : html`<span class="bone short"></span><span class="bone"></span>`}
      </div>
    </article>
    ${isPack ? contents(shop, detail?.data) : packsWith(shop, detail?.data)}`
}

function pictureOf(shop: Shop, item: Item) {
  const { translator } = shop
  const note =
    item.renderStatus === 'pending'
      ? 'picturePending'
      : item.renderStatus === 'failed'
        ? 'pictureFailed'
        : undefined
  const enlarge = async (event: Event) => {
    const zoom = (event.currentTarget as HTMLElement).parentElement?.querySelector('vitrine-zoom')
    await shop.quote.load()
    zoom?.show?.()
  }
  return html`${picture(item, true, true)}
    <button class="zoom-button" part="zoom-button" type="button" aria-label=${translator.text('zoom', { name: item.name })}
      @click=${enlarge}><span class="icon-button">${icon('expand')}</span></button>
    ${note ? html`<p class="picture-note">${translator.text(note)}</p>` : nothing}
    <vitrine-zoom .item=${item} .translator=${translator}></vitrine-zoom>`
}

function about(shop: Shop, item: Item, isPack: boolean) {
  const { translator } = shop
  return html`
    ${
      item.price
        ? html`<p class="price" part="price">
          <strong>${translator.text('price', { price: translator.money(item.price) })}</strong>
          <span>${translator.text(isPack ? 'perPack' : 'each')}</span>
        </p>`
        : nothing
    }
    ${item.description ? html`<p class="description">${item.description}</p>` : nothing}
    ${item.price ? keyed(item.id, buy(shop, item)) : nothing}
    <ul class="facts" role="list">
      ${fact('check', translator.text('included'))} ${quantities(shop, item)} ${leadTime(shop)}
    </ul>`
}

function buy(shop: Shop, item: Item) {
  const { cart, translator } = shop
  const inCart = cart.quantityOf(item.id)
  const route = { view: 'cart' } as const
  const add = (event: Event) => {
    const { value } = (event.currentTarget as HTMLElement).parentElement!.querySelector('vitrine-quantity')!
    const quantity = allowedQuantity(cart.quantityOf(item.id) + value, item)
    cart.set({ itemId: item.id, kind: item.kind as CartLine['kind'], quantity })
    shop.quote.load()
  }
  return html`<div class="buy">
    <vitrine-quantity .item=${item} .translator=${translator} .total=${true}></vitrine-quantity>
    <button class="button" part="button add" type="button" @click=${add}>${translator.text('addToCart')}</button>
    <p class="in-cart" role="status">
      ${
        inCart
          ? html`${icon('check')} ${translator.text('inCart', { count: inCart })}
            <a class="more" href=${href(route)}>${translator.text('seeCart')}</a>`
          : nothing
      }
    </p>
  </div>`
}

function fact(name: IconName, words: string) {
  return html`<li>${icon(name)}<span>${words}</span></li>`
}

function quantities({ translator }: Shop, { kind, minQuantity = 1, quantityStep = 1 }: Item) {
  if (minQuantity <= 1 && quantityStep <= 1) return nothing
  const words = [translator.text(kind === 'pack' ? 'minimumPacks' : 'minimum', { count: minQuantity })]
  if (quantityStep > 1) words.push(translator.text('step', { count: quantityStep }))
  return fact('box', words.join(', '))
}

function leadTime({ portal, translator }: Shop) {
  const weeks = portal?.settings.leadTimeWeeks
  if (!weeks || weeks.max === 0) return nothing
  const { min, max } = weeks
  const range = min > 0 && min < max ? translator.text('weeksRange', { min, max }) : translator.number(max)
  return fact('clock', translator.text('leadTime', { count: max, weeks: range }))
}

function contents(shop: Shop, pack: ItemDetail | undefined) {
  const quantities = new Map(pack?.contents?.map((part) => [part.itemId as string, part.quantity]))
  const parts = pack?.parts ?? []
  if (pack && parts.length === 0) return nothing
  return block(shop, 'contents', pack ? cards(shop, parts, { quantities }) : cardSkeletons(4))
}

function packsWith(shop: Shop, product: ItemDetail | undefined) {
  return product?.packs?.length ? block(shop, 'inPacks', cards(shop, product.packs)) : nothing
}
