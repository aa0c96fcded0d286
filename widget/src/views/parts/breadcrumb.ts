import { html } from 'lit-html'
import type { Shop } from '../shop.ts'
import { href } from './link.ts'

export function breadcrumb(shop: Shop, within: 'packs' | 'collections' | 'catalogue') {
  const { translator } = shop
  const step = (view: 'home' | typeof within) =>
    html`<li><a href=${href({ view })}>${translator.text(view)}</a></li>`
  return html`<nav class="breadcrumb" part="breadcrumb" aria-label=${translator.text('breadcrumb')}>
    <ol role="list">${step('home')}${step(within)}</ol>
  </nav>`
}
