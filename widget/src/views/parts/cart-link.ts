import { html, nothing } from 'lit-html'
import type { Shop } from '../shop.ts'
import { icon } from './icons.ts'
import { href } from './link.ts'

export function cartLink(
  { translator }: Pick<Shop, 'translator'>,
  count: number,
  current: boolean,
  base = '',
) {
  return html`<a class="icon-button" part="cart-link" href=${base + href({ view: 'cart' })}
    aria-current=${current ? 'page' : nothing} title=${translator.text('cart')}
    aria-label=${count ? translator.text('cartCount', { count }) : translator.text('cart')}>
    ${icon('cart')}${count ? html`<span class="badge" part="badge">${translator.number(count)}</span>` : nothing}
  </a>`
}
