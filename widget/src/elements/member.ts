import { Client } from '../api/client.ts'
import type { Portal } from '../api/types.ts'
import { type Cart, cartOf } from '../cart/cart.ts'
import type { MessageOverrides } from '../i18n/messages.ts'
import { chooseLocale, nearestLang, Translator } from '../i18n/translator.ts'
import type { Route } from '../routing/route.ts'
import { type Changed, VitrineElement } from './element.ts'
import type { VitrinePortal } from './portal.ts'
import { scriptOrigin } from './script-origin.ts'

/** What the elements that belong to a portal have in common: which portal it is, its cart, its language. */
export abstract class PortalMember extends VitrineElement {
  static override properties: Record<string, string> = {
    portal: 'portal',
    publishableKey: 'publishable-key',
    api: 'api',
    session: 'session',
    locale: 'locale',
    theme: 'theme',
    messages: '',
  }
  declare portal: string
  declare publishableKey: string
  declare api: string | null
  /** Of a visitor of a private portal. */
  declare session: string | null
  declare locale: string | null
  declare theme: 'light' | 'dark' | 'auto' | null
  /** Texts of the host's own, by language. */
  declare messages: MessageOverrides
  #translator: Translator | undefined
  #langs = new MutationObserver(() => this.requestUpdate('locale'))

  constructor() {
    super()
    this.portal = ''
    this.publishableKey = ''
    this.messages = {}
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#langs.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] })
  }

  override disconnectedCallback(): void {
    this.#langs.disconnect()
  }

  protected override willUpdate(changed: Changed): void {
    if (changed.has('messages')) this.#translator = undefined
  }

  protected override updated(changed: Changed): void {
    // The styles go by the attribute.
    if (changed.has('theme') && this.theme !== this.getAttribute('theme'))
      this.toggleAttribute('theme', this.theme !== null) && this.setAttribute('theme', this.theme ?? '')
  }

  /** Where the portal is to be found unless the host has a page for it. */
  protected get hostedPage(): string {
    return `${this.origin}/portal/${encodeURIComponent(this.portal)}`
  }

  get origin(): string {
    return (this.api || scriptOrigin.value || location.origin).replace(/\/+$/, '')
  }

  protected get visitorsCart(): Cart {
    return cartOf(this.origin, this.portal)
  }

  protected makeClient(): Client {
    const { portal, publishableKey, session } = this
    return new Client({ api: this.origin, portal, publishableKey, session })
  }

  /** The portal itself, where it is on the same page. */
  get #neighbour(): VitrinePortal | undefined {
    const all = document.querySelectorAll<VitrinePortal>('vitrine-portal')
    return [...all].find(({ portal, origin }) => portal === this.portal && origin === this.origin)
  }

  /** Answers false where there is no portal on the page: the link is then a link. */
  protected openInPortal = (route: Route): boolean => {
    const portal = this.#neighbour
    portal?.navigate(route.view, route.id)
    portal?.scrollIntoView({ block: 'start' })
    return portal !== undefined
  }

  protected isElsewhere(changed: Changed): boolean {
    return ['portal', 'publishableKey', 'api', 'session'].some((name) => changed.has(name))
  }

  protected translatorFor(portal: Portal | undefined): Translator {
    const locale = chooseLocale([this.locale, nearestLang(this), portal?.locale], this.messages)
    if (this.#translator?.locale !== locale) this.#translator = new Translator(locale, this.messages)
    return this.#translator
  }
}
