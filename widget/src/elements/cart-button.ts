import { html } from 'lit-html'
import { aloneStyles } from '../styles/alone.ts'
import { styles } from '../styles/index.ts'
import { cartLink } from '../views/parts/cart-link.ts'
import { follow } from '../views/parts/link.ts'
import type { Changed } from './element.ts'
import { PortalMember } from './member.ts'

/** The way to the cart, with how much is in it, for a place outside of the portal such as the site's own header. */
export class VitrineCartButton extends PortalMember {
  static override styles = styles + aloneStyles
  static override properties = { ...PortalMember.properties, href: 'href' }
  /** The page that holds the portal, where that is another one. */
  declare href: string | null
  #unwatch: (() => void) | undefined

  override disconnectedCallback(): void {
    this.#unwatch?.()
    this.#unwatch = undefined
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Changed): void {
    super.willUpdate(changed)
    if (this.#unwatch && !this.isElsewhere(changed)) return
    this.#unwatch?.()
    this.#unwatch = this.visitorsCart.watch(() => this.requestUpdate())
  }

  protected override render() {
    const translator = this.translatorFor(undefined)
    const link = cartLink({ translator }, this.visitorsCart.lines.length, false, this.href ?? this.hostedPage)
    return html`<span class="portal small" lang=${translator.locale} @click=${follow(this.openInPortal)}>${link}</span>`
  }
}
