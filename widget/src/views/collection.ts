import { html, nothing } from 'lit-html'
import { results } from './lists.ts'
import { breadcrumb } from './parts/breadcrumb.ts'
import { failure } from './parts/notice.ts'
import type { Shop } from './shop.ts'

export function collection(shop: Shop) {
  const { item, detail, translator } = shop
  if (detail?.problem && !item) return failure(shop, detail.problem, 'item')
  return html`${breadcrumb(shop, 'collections')}
    <div class="title" part="title">
      <h1 tabindex="-1">${item?.name ?? html`<span class="bone title"></span>`}</h1>
      ${item?.description ? html`<p class="lead">${item.description}</p>` : nothing}
    </div>
    ${results(shop, translator.text('collectionEmpty'), { level: 2 })}`
}
