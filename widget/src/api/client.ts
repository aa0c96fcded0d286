import { itemsIn } from './items.ts'
import { PortalProblem, problemOf } from './problem.ts'
import type { Item, ItemDetail, ItemPage, Portal } from './types.ts'

export interface ClientOptions {
  api: string
  portal: string
  publishableKey: string
}

export type Answer = Portal | ItemPage | ItemDetail

interface Kept {
  text: string
  data: Answer
}

/** Reads one portal. Answers stay in memory, so that going back shows a screen at once. */
export class Client {
  readonly #options: ClientOptions
  readonly #kept = new Map<string, Kept>()
  /** Every item seen so far, by id and by slug: a product page can start from its card. */
  readonly #items = new Map<string, Item>()
  readonly #stop = new AbortController()

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** The answer as last seen, without a request. */
  recall<T extends Answer>(path: string): T | undefined {
    return this.#kept.get(path)?.data as T | undefined
  }

  known(idOrSlug: string): Item | undefined {
    return this.#items.get(idOrSlug)
  }

  /**
   * `fresh` asks the server even where the browser's cache is still valid. The browser itself then sends
   * If-None-Match and gives us the body it has on 304, which also works where the ETag is hidden by CORS.
   * An unchanged body keeps its identity, so that nothing is drawn again.
   */
  async read<T extends Answer>(path: string, fresh = false): Promise<T> {
    const text = await this.#fetch(path, fresh)
    const before = this.#kept.get(path)
    if (before?.text === text) return before.data as T
    const data = parse<T>(text)
    this.#kept.set(path, { text, data })
    for (const item of itemsIn(data)) {
      this.#items.set(item.id, item)
      this.#items.set(item.slug, item)
    }
    return data
  }

  close(): void {
    this.#stop.abort()
  }

  async #fetch(path: string, fresh: boolean): Promise<string> {
    const { api, portal, publishableKey } = this.#options
    try {
      const response = await fetch(`${api}/v1/portals/${encodeURIComponent(portal)}${path}`, {
        headers: { 'X-Publishable-Key': publishableKey },
        credentials: 'omit',
        cache: fresh ? 'no-cache' : 'default',
        signal: this.#stop.signal,
      })
      if (!response.ok) throw await problemOf(response)
      return await response.text()
    } catch (error) {
      if (error instanceof PortalProblem) throw error
      throw new PortalProblem('network', String(error))
    }
  }
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new PortalProblem('internal', 'The answer is not JSON: is `api` the address of Vitrine?')
  }
}
