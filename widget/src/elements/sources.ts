import type { Client } from '../api/client.ts'
import { Listing } from '../api/listing.ts'
import { type Poll, poll } from '../api/poll.ts'
import type { PortalProblem } from '../api/problem.ts'
import { Resource } from '../api/resource.ts'
import type { Item, ItemDetail, Portal } from '../api/types.ts'
import type { Route } from '../routing/route.ts'

/** What the screens of a portal are drawn from, kept current while pictures are to come. */
export class Sources {
  readonly client: Client
  readonly portal: Resource<Portal>
  listing: Listing | undefined
  detail: Resource<ItemDetail> | undefined
  /** What the list showed before, to stay until the new one is there. */
  staleItems: Item[] | undefined
  readonly #changed: () => void
  #poll: Poll | undefined

  constructor(client: Client, changed: () => void) {
    this.client = client
    this.#changed = () => {
      this.#keepCurrent()
      changed()
    }
    this.portal = new Resource<Portal>(client, '', this.#changed)
  }

  /** What the screen of the route is drawn from starts loading. */
  open({ view, id, q, collection, sort }: Route): void {
    const { client } = this
    this.staleItems = view === 'catalogue' ? this.listing?.items : undefined
    this.listing = undefined
    this.detail = undefined
    const list = (query: ConstructorParameters<typeof Listing>[1]) => {
      this.listing = new Listing(client, query, this.#changed)
      this.listing.load()
    }
    // Words are looked for in packs and collections too.
    if (view === 'catalogue') list({ kind: q ? undefined : 'product', q, collection, sort })
    if (view === 'packs') list({ kind: 'pack' })
    if (view === 'collection') list({ kind: 'product', collection: id })
    if (!id || view === 'quote') return
    this.detail = new Resource<ItemDetail>(client, `/items/${encodeURIComponent(id)}`, this.#changed)
    this.detail.load()
  }

  get problem(): PortalProblem | undefined {
    return this.#all.find((one) => one?.problem)?.problem
  }

  async retry(): Promise<void> {
    await Promise.all(this.#all.filter((one) => one?.problem).map((one) => one?.load()))
  }

  close(): void {
    this.#poll?.stop()
    this.client.close()
  }

  get #all() {
    return [this.portal, this.listing, this.detail]
  }

  #keepCurrent(): void {
    const wanted = () => {
      const { data } = this.portal
      return data !== undefined && (data.generation !== null || this.#all.some((one) => one?.pending))
    }
    this.#poll?.wake()
    this.#poll ??= poll(wanted, async () => {
      const answers = await Promise.all([
        this.portal.refresh(),
        this.listing?.pending && this.listing.refresh(),
        this.detail?.pending && this.detail.refresh(),
      ])
      return answers.includes(true)
    })
  }
}
