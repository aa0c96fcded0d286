import { html, nothing } from 'lit-html'
import { icon } from '../views/parts/icons.ts'
import { href } from '../views/parts/link.ts'
import { empty } from '../views/parts/notice.ts'
import type { Shop } from '../views/shop.ts'
import type { FlowState } from './flow.ts'

export function confirmation(shop: Shop, { receipt }: FlowState) {
  const { portal, translator } = shop
  const catalogue = { view: 'catalogue' } as const
  if (!receipt)
    return html`<div class="title"><h1 tabindex="-1">${translator.text('quoteTitle')}</h1></div>
      ${empty(shop, translator.text('nothingSent'), { route: catalogue, label: 'seeCatalogue' })}`
  const { leadTimeWeeks: weeks, supportEmail } = portal?.settings ?? {}
  const next = [translator.text('nextQuote', { email: receipt.email }), translator.text('nextProof')]
  if (weeks?.max) {
    const { min, max } = weeks
    const range = min > 0 && min < max ? translator.text('weeksRange', { min, max }) : translator.number(max)
    next.push(translator.text('nextDelivery', { count: max, weeks: range }))
  }
  return html`<div class="confirmation" part="confirmation">
    <span class="confirmation-mark">${icon('check')}</span>
    <h1 tabindex="-1">${translator.text('sentTitle')}</h1>
    <p class="lead">${translator.text('sentNumber')} <strong>${receipt.number}</strong></p>
    <h2>${translator.text('nextTitle')}</h2>
    <ol class="next">${next.map((words) => html`<li>${words}</li>`)}</ol>
    ${
      supportEmail
        ? html`<p class="fine">${translator.text('support')} <a class="more" href=${`mailto:${supportEmail}`}>${supportEmail}</a></p>`
        : nothing
    }
    <p><a class="button" part="button" href=${href(catalogue)}>${translator.text('goOnShopping')}</a></p>
  </div>`
}
