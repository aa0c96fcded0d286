import { html } from 'lit-html'
import { aloneStyles } from '../styles/alone.ts'
import { styles } from '../styles/index.ts'
import { applyTenantTheme } from '../styles/tenant-theme.ts'
import { cardSkeletons, cards } from '../views/parts/card.ts'
import { follow } from '../views/parts/link.ts'
import { failure } from '../views/parts/notice.ts'
import type { Changed } from './element.ts'
import { PortalMember } from './member.ts'
import { Sources } from './sources.ts'

/** A strip of products for any page: those of a collection, or the first of the catalogue. */
export class VitrineProducts extends PortalMember {
  static override styles = styles + aloneStyles
  static override properties = {
    ...PortalMember.properties,
    collection: 'collection',
    limit: 'limit',
    href: 'href',
  }
  /** Slug or id. */
  declare collection: string | null
  declare limit: number | string | null
  /** The page that holds the portal, where that is another one. */
  declare href: string | null
  #sources: Sources | undefined

  override disconnectedCallback(): void {
    this.#sources?.close()
    this.#sources = undefined
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Changed): void {
    super.willUpdate(changed)
    if (this.#sources && !this.isElsewhere(changed) && !changed.has('collection')) return
    this.#sources?.close()
    const sources = new Sources(this.makeClient(), () => {
      if (this.isConnected) this.requestUpdate()
    })
    this.#sources = sources
    sources.portal.load()
    sources.open(this.collection ? { view: 'collection', id: this.collection } : { view: 'catalogue' })
  }

  protected override render() {
    const { portal, listing, detail, problem } = this.#sources!
    const translator = this.translatorFor(portal.data)
    const limit = Number(this.limit) || 4
    const shop = { translator, retry: () => this.#sources?.retry() }
    const items = listing?.items?.slice(0, limit)
    const content = items
      ? cards(shop, items, { base: this.href ?? this.hostedPage })
      : problem
        ? failure(shop, problem, 'list')
        : cardSkeletons(limit)
    return html`<section class="portal" part="products" lang=${translator.locale} @click=${follow(this.openInPortal)}
      aria-label=${detail?.data?.name ?? translator.text('catalogue')}>${content}</section>`
  }

  protected override updated(changed: Changed): void {
    super.updated(changed)
    const portal = this.#sources?.portal.data
    const frame = this.renderRoot.querySelector<HTMLElement>('.portal')
    if (portal && frame) applyTenantTheme(frame, portal)
  }
}
