import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import type { Item } from '../api/types.ts'
import type { CartLine } from '../cart/cart.ts'
import { routeTo } from '../views/parts/card.ts'
import { href } from '../views/parts/link.ts'
import { empty } from '../views/parts/notice.ts'
import type { Shop } from '../views/shop.ts'
import { type FlowState, type Row, subtotal } from './flow.ts'

export function cart(shop: Shop, state: FlowState) {
  const { translator } = shop
  const rows = state.rows(shop)
  return html`<div class="title" part="title"><h1 tabindex="-1">${translator.text('cart')}</h1></div>
    <div class="undo" role="status">${state.undo ? undo(shop, state) : nothing}</div>
    ${
      rows.length === 0
        ? empty(shop, translator.text('cartEmpty'), { route: { view: 'catalogue' }, label: 'seeCatalogue' })
        : html`<div class="cart" part="cart">
            <div>
              <ul class="lines" role="list">${rows.map((row) => keyed(row.line.itemId, lineOf(shop, state, row)))}</ul>
              <button class="link" type="button" @click=${() => clear(shop, state)}>${translator.text('cartClear')}</button>
            </div>
            ${summary(shop, rows)}
          </div>`
    }`
}

function lineOf(shop: Shop, state: FlowState, row: Row) {
  const { translator } = shop
  const { item, line, gone } = row
  const name = item?.name ?? (gone ? translator.text('lineGoneName') : '')
  return html`<li class="line" part="line">
    ${
      item
        ? html`<vitrine-picture part="picture" .images=${item.images} .placeholder=${item.placeholder} .alt=${''}
            .eager=${true}></vitrine-picture>`
        : html`<div class="picture-room"></div>`
    }
    <div class="line-text">
      <h2 class="line-name">${
        item && !gone
          ? html`<a href=${href(routeTo(item))}>${name}</a>`
          : name || html`<span class="bone"></span>`
      }</h2>
      ${gone ? html`<p class="field-error">${translator.text('lineGone')}</p>` : about(shop, row)}
    </div>
    <div class="line-amount">
      ${
        item?.price && !gone
          ? html`<vitrine-quantity .item=${item} .translator=${translator} .value=${line.quantity}
                @quantity=${(event: CustomEvent<number>) => shop.cart.set({ ...line, quantity: event.detail })}></vitrine-quantity>
              <p class="line-total">${money(shop, item, line.quantity)}</p>`
          : nothing
      }
      <button class="link" type="button" aria-label=${translator.text('lineRemoveLabel', { name })}
        @click=${() => remove(shop, state, line, name)}>${translator.text('lineRemove')}</button>
    </div>
  </li>`
}

function about(shop: Shop, { item, problem, adjusted }: Row) {
  const { translator } = shop
  if (!item) return problem ? html`<p class="field-error">${translator.text('lineUnknown')}</p>` : nothing
  const parts = item.contents ?? []
  const inside = parts.reduce((sum, part) => sum + part.quantity, 0)
  return html`
    ${
      item.price
        ? html`<p class="card-fact">${translator.text('price', { price: translator.money(item.price) })}
          ${translator.text(item.kind === 'pack' ? 'perPack' : 'each')}</p>`
        : nothing
    }
    ${adjusted ? html`<p class="card-fact" role="status">${translator.text('lineAdjusted')}</p>` : nothing}
    ${
      parts.length > 0
        ? html`<details class="inside">
            <summary>${translator.text('contents')} <span>· ${translator.text('contentsCount', { count: inside })}</span></summary>
            <ul role="list">${parts.map((part) => html`<li>${translator.number(part.quantity)} × ${part.name}</li>`)}</ul>
          </details>`
        : nothing
    }`
}

function money({ translator }: Shop, { price }: Item, quantity: number): string {
  return price ? translator.money({ ...price, amount: price.amount * quantity }) : ''
}

function summary(shop: Shop, rows: Row[]) {
  const { translator, portal } = shop
  const total = subtotal(rows)
  const blocked = rows.some(({ gone }) => gone)
  const quote = { view: 'quote', id: 'information' } as const
  const catalogue = { view: 'catalogue' } as const
  return html`<aside class="summary" part="summary" aria-label=${translator.text('summary')}>
    <p class="summary-total" role="status"><span>${translator.text('subtotal')}</span>
      <strong>${total ? translator.text('price', { price: translator.money(total) }) : '…'}</strong></p>
    <p class="fine">${translator.text('subtotalNote')}</p>
    ${portal?.settings.demo ? html`<p class="fine">${translator.text('demoNote')}</p>` : nothing}
    ${blocked ? html`<p class="field-error">${translator.text('linesBlocked')}</p>` : nothing}
    ${
      blocked
        ? nothing
        : html`<a class="button" part="button" href=${href(quote)}>${translator.text('askQuote')}</a>`
    }
    <a class="more" href=${href(catalogue)}>${translator.text('goOnShopping')}</a>
  </aside>`
}

function undo(shop: Shop, state: FlowState) {
  const { translator } = shop
  const { lines, words } = state.undo!
  const put = () => {
    shop.cart.replace(lines)
    state.undo = undefined
    state.changed()
    focus(state, 'h1')
  }
  return html`<span>${words}</span>
    <button class="link undo-button" type="button" @click=${put}>${translator.text('undo')}</button>`
}

function remove(shop: Shop, state: FlowState, line: CartLine, name: string): void {
  const words = shop.translator.text('lineRemoved', { name })
  takeOut(shop, state, words, () => shop.cart.set({ ...line, quantity: 0 }))
}

function clear(shop: Shop, state: FlowState): void {
  takeOut(shop, state, shop.translator.text('cartCleared'), () => shop.cart.replace([]))
}

/** The button that was pressed goes away: the focus moves to the one that takes it back. */
function takeOut({ cart }: Shop, state: FlowState, words: string, act: () => void): void {
  state.undo = { lines: cart.lines, words }
  act()
  focus(state, '.undo-button')
}

async function focus(state: FlowState, selector: string): Promise<void> {
  await state.portal.updateComplete
  state.portal.renderRoot.querySelector<HTMLElement>(selector)?.focus()
}
