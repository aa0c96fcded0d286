import { html, nothing, type TemplateResult } from 'lit-html'
import type { PortalProblem } from '../../api/problem.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Route } from '../../routing/route.ts'
import type { Shop } from '../shop.ts'
import { href } from './link.ts'

/** Words for a list that holds nothing. */
export function empty(shop: Shop, words: string, way?: { route: Route; label: MessageKey }): TemplateResult {
  return html`<div class="notice" part="notice">
    <p>${words}</p>
    ${
      way
        ? html`<a class="button quiet" part="button" href=${href(way.route)}>
          ${shop.translator.text(way.label)}
        </a>`
        : nothing
    }
  </div>`
}

interface Words {
  title: MessageKey
  text: MessageKey
  /** For the integrator rather than the visitor. */
  technical?: boolean
  retry?: boolean
}

/** What went wrong and what to do about it. */
export function failure(
  shop: Pick<Shop, 'translator' | 'retry'>,
  problem: PortalProblem,
  of: 'portal' | 'item' | 'list',
): TemplateResult {
  const { translator } = shop
  const words = wordsFor(problem, of)
  const catalogue: Route = { view: 'catalogue' }
  return html`<div class="notice" part="notice" role="alert">
    ${of === 'list' ? nothing : html`<h1 class="notice-title" tabindex="-1">${translator.text(words.title)}</h1>`}
    <p>${translator.text(words.text, { origin: location.origin })}</p>
    ${
      words.retry
        ? html`<button class="button" part="button" type="button" @click=${shop.retry}>${translator.text('retry')}</button>`
        : nothing
    }
    ${
      problem.code === 'not_found' && of === 'item'
        ? html`<a class="button" part="button" href=${href(catalogue)}>
          ${translator.text('seeCatalogue')}
        </a>`
        : nothing
    }
    ${
      words.technical
        ? html`<details>
          <summary>${translator.text('forSite')}</summary>
          <p>${problem.code === 'network' ? translator.text('siteHint', { origin: location.origin }) : problem.message}</p>
        </details>`
        : nothing
    }
    ${problem.requestId ? html`<p class="fine">${translator.text('reference', { id: problem.requestId })}</p>` : nothing}
  </div>`
}

function wordsFor(problem: PortalProblem, of: 'portal' | 'item' | 'list'): Words {
  switch (problem.code) {
    case 'setup':
      return { title: 'keyTitle', text: 'setup' }
    case 'unauthenticated':
      // Only a page whose key is right may read this answer; what is missing, or has ended, is the visitor's session.
      return { title: 'keyTitle', text: 'privateShop', technical: true, retry: true }
    case 'origin_not_allowed':
      return { title: 'keyTitle', text: 'originRefused', technical: true, retry: true }
    case 'forbidden':
      return { title: 'keyTitle', text: 'privateShop', technical: true }
    case 'not_found':
      return of === 'portal'
        ? { title: 'portalUnknownTitle', text: 'portalUnknown', technical: true }
        : { title: 'itemGoneTitle', text: 'itemGone' }
    case 'network':
      // A browser hides a refused origin behind a network error, so the integrator gets its hint here too.
      return { title: 'errorTitle', text: 'errorNetwork', technical: of === 'portal', retry: true }
    case 'rate_limited':
    case 'unavailable':
      return { title: 'errorTitle', text: 'errorBusy', retry: true }
    default:
      return { title: 'errorTitle', text: 'errorInternal', technical: true, retry: true }
  }
}
