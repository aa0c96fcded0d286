import { itemsIn } from './items.ts'
import { PortalProblem, problemOf } from './problem.ts'
import type { Item, ItemDetail, ItemPage, Portal } from './types.ts'

export interface ClientOptions {
  api: string
  portal: string
  publishableKey: string
  /** Of a visitor of a private portal. */
  session?: string | null
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

  get origin(): string {
    return this.#options.api
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
    const text =
      (path === '' && (await this.#preloaded())) ||
      (await this.#fetch(path, { cache: fresh ? 'no-cache' : 'default' }))
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

  /** Sends something once: the same key is never acted on twice. */
  async send<T>(path: string, body: string, idempotencyKey: string): Promise<T> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey }
    return parse<T>(await this.#fetch(path, { method: 'POST', body, headers }))
  }

  close(): void {
    this.#stop.abort()
  }

  /** Whether the page loads the first screen beside our script already, as `embedHtml` does. */
  get preloads(): boolean {
    return this.#preload !== undefined
  }

  get #preload(): HTMLLinkElement | undefined {
    const { api, portal } = this.#options
    const links = document.querySelectorAll<HTMLLinkElement>('link[rel=preload][as=fetch]')
    return [...links].find(({ href }) => href === `${api}/portal/${portal}/first.json`)
  }

  /** Once: from then on it is asked for with the key, and whether it has changed. */
  async #preloaded(): Promise<string | undefined> {
    const link = this.#preload
    if (!link) return undefined
    link.remove()
    try {
      const response = await fetch(link.href, { signal: this.#stop.signal })
      return response.ok ? await response.text() : undefined
    } catch {
      return undefined
    }
  }

  async #fetch(path: string, init: RequestInit): Promise<string> {
    const { api, portal, publishableKey, session } = this.#options
    try {
      const response = await fetch(`${api}/v1/portals/${encodeURIComponent(portal)}${path}`, {
        ...init,
        headers: {
          ...init.headers,
          'X-Publishable-Key': publishableKey,
          ...(session && { Authorization: `Bearer ${session}` }),
        },
        credentials: 'omit',
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
