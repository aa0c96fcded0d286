import type { Client } from './client.ts'
import type { PortalProblem } from './problem.ts'
import { Resource } from './resource.ts'
import type { Item, ItemPage } from './types.ts'

export interface Query {
  kind?: 'product' | 'pack' | 'collection'
  collection?: string
  q?: string
  sort?: string
}

const pageSize = 24

/** A list that grows page by page. */
export class Listing {
  readonly key: string
  readonly #client: Client
  readonly #query: Query
  readonly #changed: () => void
  readonly #pages: Resource<ItemPage>[] = []
  busy = false

  constructor(client: Client, query: Query, changed: () => void) {
    this.#client = client
    this.#query = query
    this.#changed = changed
    this.key = pathOf(query)
    // Pages seen before come back together, so that going back finds the list as long as it was.
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = this.#page(cursor)
      if (!page.data) break
      this.#pages.push(page)
      cursor = page.data.nextCursor
    }
  }

  get items(): Item[] | undefined {
    if (!this.#pages[0]?.data) return undefined
    const all = this.#pages.flatMap((page) => page.data?.data ?? [])
    // A list that changed between two pages may answer an item twice.
    return [...new Map(all.map((item) => [item.id, item])).values()]
  }

  get problem(): PortalProblem | undefined {
    return this.#pages.find((page) => page.problem)?.problem
  }

  get hasMore(): boolean {
    const last = this.#pages.at(-1)
    return last !== undefined && (last.data === undefined || last.data.nextCursor !== null)
  }

  get pending(): boolean {
    return this.#pages.some((page) => page.pending)
  }

  async load(): Promise<void> {
    if (this.#pages.length === 0) this.#pages.push(this.#page())
    await this.#run(this.#pages[0]!)
  }

  async more(): Promise<void> {
    const last = this.#pages.at(-1)
    if (this.busy || !last) return
    if (!last.data) return this.#run(last)
    if (last.data.nextCursor === null) return
    const next = this.#page(last.data.nextCursor)
    this.#pages.push(next)
    await this.#run(next)
  }

  /** Only pages with pictures to come are asked for again. */
  async refresh(): Promise<boolean> {
    const answers = await Promise.all(
      this.#pages.filter((page) => page.pending).map((page) => page.refresh()),
    )
    return answers.includes(true)
  }

  async #run(page: Resource<ItemPage>): Promise<void> {
    this.busy = true
    this.#changed()
    await page.load()
    this.busy = false
    this.#changed()
  }

  #page(cursor?: string): Resource<ItemPage> {
    return new Resource(this.#client, pathOf({ ...this.#query, cursor }), this.#changed)
  }
}

function pathOf(query: Query & { cursor?: string | undefined }): string {
  const search = new URLSearchParams({ limit: String(pageSize) })
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  return `/items?${search}`
}
