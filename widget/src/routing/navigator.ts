import { formatRoute, parseRoute, type Route } from './route.ts'

export interface Arrival {
  /** Back or forward, or a link of the host page: not a click in the portal. */
  traversed: boolean
  /** Where the visitor had scrolled to when last on this screen. */
  scrollY: number | undefined
}

type Arrived = (route: Route, from: Route, arrival: Arrival) => void

/**
 * Where the visitor is. With `hash` the address bar is the state: a link can be shared and the back button works.
 * Without it the portal keeps its place to itself.
 */
export class Navigator {
  route: Route
  readonly #useHash: boolean
  readonly #arrived: Arrived
  readonly #start: Route
  readonly #scrolls = new Map<string, number>()
  #own = false

  constructor(useHash: boolean, start: Route, arrived: Arrived) {
    this.#useHash = useHash
    this.#arrived = arrived
    this.#start = start
    this.route = (useHash && parseRoute(location.hash)) || start
    if (useHash) window.addEventListener('hashchange', this.#hashChanged)
  }

  close(): void {
    window.removeEventListener('hashchange', this.#hashChanged)
  }

  go(route: Route): void {
    const hash = formatRoute(route)
    this.#scrolls.set(formatRoute(this.route), window.scrollY)
    if (this.#useHash && location.hash !== hash) {
      this.#own = true
      location.hash = hash
    } else {
      this.#move(route, { traversed: false, scrollY: undefined })
    }
  }

  /** The same screen with other filters: typing must not fill the history. */
  replace(route: Route): void {
    if (this.#useHash) history.replaceState(history.state, '', formatRoute(route))
    this.route = route
  }

  #hashChanged = () => {
    const route = location.hash === '' ? this.#start : parseRoute(location.hash)
    const traversed = !this.#own
    this.#own = false
    if (!route) return
    this.#move(route, { traversed, scrollY: traversed ? this.#scrolls.get(formatRoute(route)) : undefined })
  }

  #move(route: Route, arrival: Arrival): void {
    const from = this.route
    this.route = route
    this.#arrived(route, from, arrival)
  }
}
