import { html, nothing } from 'lit-html'
import type { MessageKey } from '../i18n/messages.ts'
import type { Route } from '../routing/route.ts'
import { results, title } from './lists.ts'
import { cardSkeletons } from './parts/card.ts'
import { icon } from './parts/icons.ts'
import type { Shop } from './shop.ts'

const sorts: [string, MessageKey][] = [
  ['', 'sortPosition'],
  ['name', 'sortName'],
  ['price', 'sortPrice'],
  ['-price', 'sortPriceDown'],
]

export function catalogue(shop: Shop) {
  // The filters depend on the portal; a template of its own for the time before, so that nothing slides.
  if (!shop.portal) return html`${title(shop, 'catalogue')}${cardSkeletons(8)}`
  return html`${title(shop, 'catalogue')}
    <div class="tools" part="tools">
      <vitrine-search-field
        .q=${shop.route.q ?? ''}
        .translator=${shop.translator}
        @search=${(event: CustomEvent<string>) => change(shop, { q: event.detail })}
      ></vitrine-search-field>
      ${collectionFilter(shop)}
      <div class="tools-end">${count(shop)} ${sort(shop)}</div>
    </div>
    ${results(shop, emptyWords(shop), { level: 2 })}`
}

function change(shop: Shop, changes: Partial<Route>): void {
  const { q, collection, sort } = shop.route
  shop.go({ view: 'catalogue', q, collection, sort, ...changes }, { inPlace: true })
}

function emptyWords({ route, translator }: Shop): string {
  if (!route.q) return translator.text(route.collection ? 'collectionEmpty' : 'catalogueEmpty')
  return translator.text(route.collection ? 'noResultsFiltered' : 'noResults', { q: route.q })
}

function collectionFilter(shop: Shop) {
  const { portal, translator, route } = shop
  if (!portal?.collections.length) return nothing
  const chip = (label: string, value: string | undefined) =>
    html`<button class="chip" part="chip" type="button" aria-pressed=${route.collection === value}
      @click=${() => change(shop, { collection: value })}>${label}</button>`
  return html`<div class="chips" role="group" aria-label=${translator.text('filterLabel')}>
    ${chip(translator.text('all'), undefined)} ${portal.collections.map((one) => chip(one.name, one.slug))}
  </div>`
}

function count({ listing, translator }: Shop) {
  const items = listing?.items
  const words =
    items && translator.text(listing?.hasMore ? 'resultsMore' : 'results', { count: items.length })
  return html`<p class="count" role="status">${items?.length ? words : ''}</p>`
}

function sort(shop: Shop) {
  const { translator, route } = shop
  const choose = (event: Event) =>
    change(shop, { sort: (event.target as HTMLSelectElement).value || undefined })
  return html`<label class="sort">
    <span>${translator.text('sortLabel')}</span>
    <select part="select" @change=${choose}>
      ${sorts.map(
        ([value, key]) =>
          html`<option value=${value} ?selected=${(route.sort ?? '') === value}>${translator.text(key)}</option>`,
      )}
    </select>
    ${icon('chevron')}
  </label>`
}
