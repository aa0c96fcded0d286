import { html } from 'lit-html'
import { title } from './lists.ts'
import { failure } from './parts/notice.ts'
import type { Shop } from './shop.ts'

/** Cart, quote request and confirmation: drawn by the second file, which may still have to come. */
export function quote(shop: Shop) {
  const flow = shop.portal && shop.quote.flow(shop)
  if (flow) return flow.render(shop)
  const { problem } = shop.quote
  if (problem) return html`${title(shop, 'cart')}${failure(shop, problem, 'list')}`
  return html`${title(shop, 'cart')}<div class="quote-room" aria-busy="true"></div>`
}
