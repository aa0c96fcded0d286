import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import type { Picture, Portal } from '../api/types.ts'
import { crossOriginOf } from '../elements/script-origin.ts'
import type { Route, View } from '../routing/route.ts'
import { logoPlate } from '../styles/tenant-theme.ts'
import { cartLink } from './parts/cart-link.ts'
import { icon } from './parts/icons.ts'
import { follow, href } from './parts/link.ts'
import type { Shop } from './shop.ts'

/** What stays around every screen. Sections of the host page rather than its banner, main or footer. */
export function frame(shop: Shop, screen: unknown) {
  const { portal, translator } = shop
  const label = portal ? translator.text('portalLabel', { name: portal.name }) : translator.text('loading')
  return html`<section class="portal" part="portal" lang=${translator.locale} aria-label=${label} aria-busy=${!portal}
    @click=${follow(shop.go)}>
    ${header(shop)}
    ${keyed(
      `${shop.route.view} ${shop.route.id}`,
      html`<div class="screen" part="screen">${screen}</div>
        ${portal ? footer(shop, portal) : nothing}`,
    )}
    ${progress(shop)}
  </section>`
}

/** Where there is no shop to walk about in. A template of its own, so that the loading screen does not slide. */
export function bareFrame(shop: Shop, screen: unknown) {
  const { translator } = shop
  return html`<section class="portal" part="portal" lang=${translator.locale} aria-label=${translator.text('errorTitle')}
    @click=${follow(shop.go)}>
    <div class="screen" part="screen">${screen}</div>
  </section>`
}

const sections: [View, View[]][] = [
  ['packs', ['packs', 'pack']],
  ['collections', ['collections', 'collection']],
  ['catalogue', ['catalogue', 'product']],
]

function header(shop: Shop) {
  const { portal, translator, route } = shop
  const search: Route = { view: 'catalogue' }
  return html`<header class="header" part="header">
    <div class="bar">
      ${portal ? brand(shop, portal) : html`<span class="brand"><span class="bone"></span></span>`}
      <nav class="nav" part="nav" aria-label=${translator.text('navLabel')}>
        ${sections.map(([view, within]) => {
          const inside = within.includes(route.view)
          return html`<a href=${href({ view })} aria-current=${inside ? (view === route.view ? 'page' : 'true') : nothing}>${translator.text(view as 'packs')}</a>`
        })}
      </nav>
      <div class="tools-links">
        <a class="icon-button" part="search-link" data-focus="search" href=${href(search)} aria-label=${translator.text('search')}
          title=${translator.text('search')}>${icon('search')}</a>
        ${cartLink(shop, shop.cart.lines.length, route.view === 'cart')}
      </div>
    </div>
  </header>`
}

function brand(shop: Shop, portal: Portal) {
  const file = bestLogo(portal)
  const plate = logoPlate(portal)
  const shown = file && logoSize(file)
  const label = shop.translator.text('homeLink', { name: portal.name })
  return html`<a class="brand" part="brand" href=${href({ view: 'home' })} aria-label=${label}>
    ${
      file && shown
        ? html`<img part="logo" class="logo ${plate.light ? 'plate-light' : ''} ${plate.dark ? 'plate-dark' : ''}"
          crossorigin=${crossOriginOf(file.url) ?? nothing} src=${file.url} width=${shown.width} height=${shown.height} alt="" decoding="async" />`
        : html`<span class="wordmark">${portal.name}</span>`
    }
  </a>`
}

/** Logos of any shape take about as much room to the eye: long ones are lower, compact ones higher. */
function logoSize({ width, height }: Picture): { width: number; height: number } {
  const ratio = width / height
  const high = Math.min(40, Math.max(18, Math.sqrt(3200 / ratio)), 160 / ratio)
  return { width: Math.round(high * ratio), height: Math.round(high) }
}

/** The smallest file that stays crisp at header size on a dense screen. */
function bestLogo({ logo }: Portal) {
  const files = [...(logo?.images ?? [])]
    .filter((file) => file.format !== 'avif')
    .sort((a, b) => a.width - b.width)
  return files.find((file) => file.height >= 72 && file.width >= 280) ?? files.at(-1)
}

function footer({ translator }: Shop, portal: Portal) {
  const { supportEmail, demo } = portal.settings
  return html`<footer class="footer" part="footer">
    <p>${translator.text('pricesNote')}</p>
    ${demo ? html`<p>${translator.text('demo')}</p>` : nothing}
    ${
      supportEmail
        ? html`<p>${translator.text('support')} <a href=${`mailto:${supportEmail}`}>${supportEmail}</a></p>`
        : nothing
    }
  </footer>`
}

/** Lies over the page and takes no room, so that its end moves nothing. */
function progress({ portal, translator }: Shop) {
  const running = portal?.generation
  if (!running) return nothing
  const { total, done, failed } = running.progress
  // Until the job has been planned nobody knows how many there are.
  const count = total > 0 ? translator.text('progressCount', { done: done + failed, total }) : ''
  return html`<div class="progress" part="progress">
    <div class="progress-card">
      <span>${translator.text('progress')}</span>
      <span class="progress-count">${count}</span>
      <progress max=${total || 1} value=${total > 0 ? done + failed : nothing} aria-label=${translator.text('progress')}>${count}</progress>
    </div>
  </div>`
}
