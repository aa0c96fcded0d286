import { PortalProblem } from '../api/problem.ts'
import type { ItemDetail } from '../api/types.ts'
import type { CartLine } from '../cart/cart.ts'
import { allowedQuantity } from '../cart/quantity.ts'
import { emit } from '../events/events.ts'
import { QuoteHost } from '../quote/host.ts'
import { type Arrival, Navigator } from '../routing/navigator.ts'
import { formatRoute, type Route, routeOf, type View } from '../routing/route.ts'
import { styles } from '../styles/index.ts'
import { applyTenantTheme } from '../styles/tenant-theme.ts'
import { bareFrame, frame } from '../views/frame.ts'
import { heroWidth, leadOf } from '../views/home.ts'
import { failure } from '../views/parts/notice.ts'
import { screen } from '../views/screen.ts'
import type { GoOptions, Shop } from '../views/shop.ts'
import { preconnect, preload } from './ahead.ts'
import { arrive } from './arrive.ts'
import type { Changed } from './element.ts'
import { PortalMember } from './member.ts'
import { shownBefore } from './picture.ts'
import { Sources } from './sources.ts'

/** Before the shape of a screen is shown in its place. */
const patienceMs = 100

/** The whole portal. Attributes are what a host sets; where the visitor is, is the navigator's. */
export class VitrinePortal extends PortalMember {
  static override styles = styles
  static override properties = { ...PortalMember.properties, view: 'view', routing: 'routing' }
  declare view: string | null
  declare routing: 'none' | 'hash'

  #sources: Sources | undefined
  #navigator: Navigator | undefined
  #quote = new QuoteHost(this, () => this.requestUpdate())
  #unwatch: (() => void) | undefined
  #ready = false
  #painted = this.renderRoot.hasChildNodes()
  #waits = false
  #reported: PortalProblem | undefined
  #focus: GoOptions['focus']

  constructor() {
    super()
    this.routing = 'none'
  }

  /** Where the visitor is. */
  get route(): Route {
    return this.#navigator?.route ?? routeOf(this.view)
  }

  /** What is in the cart. */
  get cart(): readonly CartLine[] {
    return this.visitorsCart.lines
  }

  /** Shows a screen: `navigate('catalogue')`, `navigate('product', 'mug')`. */
  navigate(view: View, id?: string): void {
    this.#go(routeOf(view, id))
  }

  /** Puts an item (id or slug) into the cart, as many as its minimum and step allow nearest to what is asked. */
  async addToCart(idOrSlug: string, quantity = 1): Promise<CartLine> {
    const client = this.#sources?.client ?? this.makeClient()
    const item =
      client.known(idOrSlug) ?? (await client.read<ItemDetail>(`/items/${encodeURIComponent(idOrSlug)}`))
    const { id, kind } = item
    if (kind === 'collection') throw new PortalProblem('invalid_request', 'A collection is not for sale.')
    const cart = this.visitorsCart
    const line = { itemId: id, kind, quantity: allowedQuantity(cart.quantityOf(id) + quantity, item) }
    cart.set(line)
    return line
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // Taken out and put back: everything was closed, so begin again.
    if (this.hasUpdated) this.requestUpdate('portal')
  }

  override disconnectedCallback(): void {
    this.#close()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Changed): void {
    super.willUpdate(changed)
    if (!this.#sources || this.isElsewhere(changed)) this.#open()
    else if (changed.has('routing')) this.#openNavigator()
    else if (changed.has('view') && this.view) this.#navigator?.go(routeOf(this.view))
  }

  protected override render() {
    const shop = this.#view()
    const problem = this.#sources?.portal.problem
    if (problem && !shop.portal) return bareFrame(shop, failure(shop, problem, 'portal'))
    return frame(shop, screen(shop))
  }

  /** What the server painted stays until there is something to put in its place. */
  protected override draw(root: HTMLElement | ShadowRoot): void {
    const { data, problem } = this.#sources!.portal
    if (this.#painted && !data && !problem && this.route.view === 'home') return
    if (this.#painted) {
      for (const img of root.querySelectorAll('img')) if (img.complete) shownBefore.add(img.currentSrc)
      root.replaceChildren()
    }
    // What is on its way beside the script is sooner there than a screen without it is drawn.
    if (this.#waits && !data && !problem) return
    // A page that was painted shows its pictures already.
    if (data && !this.#ready && !this.#painted && this.route.view === 'home') {
      const images = leadOf(data)?.images
      if (images?.length) preload(images, heroWidth(this.clientWidth))
    }
    this.#painted = false
    super.draw(root)
  }

  protected override updated(changed: Changed): void {
    super.updated(changed)
    const portal = this.#sources?.portal.data
    const frame = this.renderRoot.querySelector<HTMLElement>('.portal')
    if (portal && frame) applyTenantTheme(frame, portal)
    this.#report()
  }

  #open(): void {
    this.#close()
    const sources = new Sources(this.makeClient(), () => {
      if (this.isConnected) this.requestUpdate()
    })
    this.#sources = sources
    if (this.portal && this.publishableKey) {
      this.#waits = sources.client.preloads
      if (this.#waits)
        setTimeout(() => {
          this.#waits = false
          this.requestUpdate()
        }, patienceMs)
      sources.portal.load()
      preconnect(this.origin)
    } else sources.portal.problem = new PortalProblem('setup', 'portal or publishable-key is missing')
    this.#ready = false
    this.#unwatch = this.visitorsCart.watch(() => {
      emit(this, 'vitrine:cart-change', { lines: this.cart })
      this.requestUpdate()
    })
    this.#openNavigator()
  }

  #openNavigator(): void {
    this.#navigator?.close()
    this.#navigator = new Navigator(this.routing === 'hash', routeOf(this.view), this.#arrived)
    this.#openScreen()
  }

  #close(): void {
    this.#unwatch?.()
    this.#navigator?.close()
    this.#sources?.close()
    this.#quote.close()
    this.#navigator = this.#sources = undefined
  }

  #openScreen(): void {
    if (this.portal && this.publishableKey) this.#sources?.open(this.route)
    this.requestUpdate()
  }

  #go = (route: Route, options: GoOptions = {}): void => {
    if (!this.#navigator) return
    if (!options.inPlace) {
      this.#focus = options.focus
      this.#navigator.go(route)
      return
    }
    this.#navigator.replace(route)
    this.#openScreen()
    emit(this, 'vitrine:navigate', { ...route })
  }

  #arrived = (route: Route, from: Route, arrival: Arrival): void => {
    this.#openScreen()
    emit(this, 'vitrine:navigate', { ...route })
    arrive(this, { arrival, from: formatRoute(from), focus: this.#focus })
    this.#focus = undefined
  }

  /** The button goes away with the trouble, so the focus is given a place again. */
  #retry = async (): Promise<void> => {
    await Promise.all([this.#sources?.retry(), this.#quote.retry()])
    arrive(this, { arrival: { traversed: false, scrollY: undefined }, from: '', focus: undefined })
  }

  #view(): Shop {
    const { client, portal, listing, detail, staleItems } = this.#sources!
    const { route } = this
    return {
      portal: portal.data,
      route,
      translator: this.translatorFor(portal.data),
      client,
      listing,
      detail,
      item: detail?.data ?? (detail && client.known(route.id!)),
      staleItems,
      cart: this.visitorsCart,
      quote: this.#quote,
      go: this.#go,
      retry: this.#retry,
    }
  }

  #report(): void {
    const portal = this.#sources?.portal.data
    if (portal && !this.#ready) {
      this.#ready = true
      const { slug, name } = portal
      emit(this, 'vitrine:ready', { portal: slug, name, locale: this.translatorFor(portal).locale })
    }
    const problem = this.#sources?.problem ?? this.#quote.problem
    if (problem && problem !== this.#reported) {
      const { code, message, status, requestId } = problem
      emit(this, 'vitrine:error', { code, message, status, requestId })
    }
    this.#reported = problem
  }
}
