import { PortalProblem } from '../api/problem.ts'
import type { VitrineElement } from '../elements/element.ts'
import type { Shop } from '../views/shop.ts'
import type { QuoteFlow } from './flow.ts'
import { loadQuote } from './load.ts'

/** The cart and the quote request as the portal sees them: a second file, loaded when first wanted. */
export class QuoteHost {
  problem: PortalProblem | undefined
  readonly #portal: VitrineElement
  readonly #changed: () => void
  #loading: Promise<void> | undefined
  #flow: QuoteFlow | undefined
  #open: ((shop: Shop) => QuoteFlow) | undefined

  constructor(portal: VitrineElement, changed: () => void) {
    this.#portal = portal
    this.#changed = changed
  }

  /** Undefined while it loads. */
  flow(shop: Shop): QuoteFlow | undefined {
    if (!this.#open) {
      if (!this.problem) this.load()
      return undefined
    }
    this.#flow ??= this.#open(shop)
    return this.#flow
  }

  load(): Promise<void> {
    this.#loading ??= loadQuote()
      .then(({ openFlow, styles }) => {
        this.#portal.addStyles(styles)
        this.#open = (shop) => openFlow(shop, this.#portal, this.#changed)
        this.problem = undefined
      })
      .catch((error) => {
        this.#loading = undefined
        this.problem = new PortalProblem('network', String(error))
      })
      .finally(this.#changed)
    return this.#loading
  }

  async retry(): Promise<void> {
    if (this.problem) await this.load()
  }

  close(): void {
    this.#flow?.close()
    this.#flow = undefined
  }
}
