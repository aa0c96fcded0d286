import { Client } from '../api/client.ts'
import { Listing } from '../api/listing.ts'
import { type Poll, poll } from '../api/poll.ts'
import { PortalProblem } from '../api/problem.ts'
import { Resource } from '../api/resource.ts'
import type { Item, ItemDetail, Portal } from '../api/types.ts'
import { emit } from '../events/events.ts'
import type { MessageOverrides } from '../i18n/messages.ts'
import { chooseLocale, nearestLang, Translator } from '../i18n/translator.ts'
import { type Arrival, Navigator } from '../routing/navigator.ts'
import { formatRoute, type Route, routeOf, type View } from '../routing/route.ts'
import { styles } from '../styles/index.ts'
import { applyTenantTheme } from '../styles/tenant-theme.ts'
import { bareFrame, frame } from '../views/frame.ts'
import { failure } from '../views/parts/notice.ts'
import { screens } from '../views/screen.ts'
import type { GoOptions, Shop } from '../views/shop.ts'
import { arrive } from './arrive.ts'
import { type Changed, VitrineElement } from './element.ts'
import { scriptOrigin } from './script-origin.ts'

/** The whole portal. Attributes are what a host sets; where the visitor is, is the navigator's. */
export class VitrinePortal extends VitrineElement {
  static override styles = styles
  static override properties = {
    portal: 'portal',
    publishableKey: 'publishable-key',
    api: 'api',
    locale: 'locale',
    view: 'view',
    theme: 'theme',
    routing: 'routing',
    messages: '',
  }
  declare portal: string
  declare publishableKey: string
  declare api: string | null
  declare locale: string | null
  declare view: string | null
  declare theme: 'light' | 'dark' | 'auto' | null
  declare routing: 'none' | 'hash'
  /** Texts of the host's own, by language. */
  declare messages: MessageOverrides

  #client: Client | undefined
  #navigator: Navigator | undefined
  #shop: Resource<Portal> | undefined
  #listing: Listing | undefined
  #detail: Resource<ItemDetail> | undefined
  #staleItems: Item[] | undefined
  #translator: Translator | undefined
  #poll: Poll | undefined
  #ready = false
  #reported: PortalProblem | undefined
  #langs = new MutationObserver(() => this.requestUpdate('locale'))

  constructor() {
    super()
    this.portal = ''
    this.publishableKey = ''
    this.routing = 'none'
    this.messages = {}
  }

  /** Where the visitor is. */
  get route(): Route {
    return this.#navigator?.route ?? routeOf(this.view)
  }

  /** Shows a screen: `navigate('catalogue')`, `navigate('product', 'mug')`. */
  navigate(view: View, id?: string): void {
    this.#go(routeOf(view, id))
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#langs.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] })
    // Taken out and put back: everything was closed, so begin again.
    if (this.hasUpdated) this.requestUpdate('portal')
  }

  override disconnectedCallback(): void {
    this.#langs.disconnect()
    this.#close()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: Changed): void {
    if (!this.#client || changed.has('portal') || changed.has('publishableKey') || changed.has('api'))
      this.#open()
    else if (changed.has('routing')) this.#openNavigator()
    else if (changed.has('view') && this.view) this.#navigator?.go(routeOf(this.view))
    if (changed.has('locale') || changed.has('messages')) this.#translator = undefined
  }

  protected override render() {
    const shop = this.#view()
    const problem = this.#shop?.problem
    if (problem && !shop.portal) return bareFrame(shop, failure(shop, problem, 'portal'))
    return frame(shop, screens[shop.route.view](shop))
  }

  protected override updated(changed: Changed): void {
    // The styles go by the attribute.
    if (changed.has('theme') && this.theme !== this.getAttribute('theme'))
      this.toggleAttribute('theme', this.theme !== null) && this.setAttribute('theme', this.theme ?? '')
    const portal = this.#shop?.data
    const frame = this.renderRoot.querySelector<HTMLElement>('.portal')
    if (portal && frame) applyTenantTheme(frame, portal)
    this.#report()
  }

  #open(): void {
    this.#close()
    const api = (this.api || scriptOrigin.value || location.origin).replace(/\/+$/, '')
    this.#client = new Client({ api, portal: this.portal, publishableKey: this.publishableKey })
    this.#shop = new Resource<Portal>(this.#client, '', this.#changed)
    if (this.portal && this.publishableKey) this.#shop.load()
    else this.#shop.problem = new PortalProblem('setup', 'portal or publishable-key is missing')
    this.#ready = false
    this.#openNavigator()
  }

  #openNavigator(): void {
    this.#navigator?.close()
    this.#navigator = new Navigator(this.routing === 'hash', routeOf(this.view), this.#arrived)
    this.#openScreen()
  }

  #close(): void {
    this.#poll?.stop()
    this.#navigator?.close()
    this.#client?.close()
    this.#poll = this.#navigator = this.#client = undefined
  }

  /** What the screen of the route is drawn from starts loading. */
  #openScreen(): void {
    const client = this.#client!
    const { view, id, q, collection, sort } = this.route
    this.#staleItems = view === 'catalogue' ? this.#listing?.items : undefined
    this.#listing = undefined
    this.#detail = undefined
    if (!this.portal || !this.publishableKey) return
    if (view === 'catalogue') {
      // Words are looked for in packs and collections too.
      const kind = q ? undefined : 'product'
      this.#listing = new Listing(client, { kind, q, collection, sort }, this.#changed)
    }
    if (view === 'packs') this.#listing = new Listing(client, { kind: 'pack' }, this.#changed)
    if (view === 'collection')
      this.#listing = new Listing(client, { kind: 'product', collection: id }, this.#changed)
    if (id) this.#detail = new Resource<ItemDetail>(client, `/items/${encodeURIComponent(id)}`, this.#changed)
    this.#listing?.load()
    this.#detail?.load()
    this.requestUpdate()
  }

  #changed = () => {
    if (!this.isConnected) return
    this.#keepCurrent()
    this.requestUpdate()
  }

  /** While pictures are to come, what is on screen is asked for again. */
  #keepCurrent(): void {
    const sources = () => [this.#shop, this.#listing, this.#detail]
    const wanted = () =>
      this.#shop?.data !== undefined &&
      (this.#shop.data.generation !== null || sources().some((one) => one?.pending))
    this.#poll?.wake()
    this.#poll ??= poll(wanted, async () => {
      const answers = await Promise.all([
        this.#shop?.refresh(),
        this.#listing?.pending && this.#listing.refresh(),
        this.#detail?.pending && this.#detail.refresh(),
      ])
      return answers.includes(true)
    })
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

  #focus: GoOptions['focus']

  #arrived = (route: Route, from: Route, arrival: Arrival): void => {
    this.#openScreen()
    emit(this, 'vitrine:navigate', { ...route })
    arrive(this, { arrival, from: formatRoute(from), focus: this.#focus })
    this.#focus = undefined
  }

  /** The button goes away with the trouble, so the focus is given a place again. */
  #retry = async (): Promise<void> => {
    const failed = [this.#shop, this.#listing, this.#detail].filter((one) => one?.problem)
    await Promise.all(failed.map((one) => one?.load()))
    arrive(this, { arrival: { traversed: false, scrollY: undefined }, from: '', focus: undefined })
  }

  #view(): Shop {
    const portal = this.#shop?.data
    const id = this.route.id
    const wishes = [this.locale, nearestLang(this), portal?.locale]
    const locale = chooseLocale(wishes, this.messages)
    if (this.#translator?.locale !== locale) this.#translator = new Translator(locale, this.messages)
    return {
      portal,
      route: this.route,
      translator: this.#translator,
      client: this.#client!,
      listing: this.#listing,
      detail: this.#detail,
      item: this.#detail?.data ?? (id ? this.#client?.known(id) : undefined),
      staleItems: this.#staleItems,
      go: this.#go,
      retry: this.#retry,
    }
  }

  #report(): void {
    const portal = this.#shop?.data
    if (portal && !this.#ready) {
      this.#ready = true
      emit(this, 'vitrine:ready', {
        portal: portal.slug,
        name: portal.name,
        locale: this.#translator?.locale ?? '',
      })
    }
    const problem = this.#shop?.problem ?? this.#listing?.problem ?? this.#detail?.problem
    if (problem && problem !== this.#reported) {
      const { code, message, status, requestId } = problem
      emit(this, 'vitrine:error', { code, message, status, requestId })
    }
    this.#reported = problem
  }
}
