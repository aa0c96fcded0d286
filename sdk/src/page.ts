import type { Reply } from './reply.ts'

/** One page of a list. */
export type Page<T> = {
  data: T[]
  /** For `cursor` of the next page; null on the last. */
  nextCursor: string | null
}

/** A list: await it for one page, or loop over it with `for await` for every item of every page. */
export type List<T> = Reply<Page<T>> & AsyncIterable<T>

/** A list that starts with the first page and asks for each further one only when a loop gets there. */
export function listOf<T, Q extends { cursor?: string }>(
  query: Q,
  fetchPage: (query: Q) => Reply<Page<T>>,
): List<T> {
  const first = fetchPage(query)
  async function* items() {
    for (let page = await first; ; ) {
      yield* page.data
      if (page.nextCursor === null) return
      page = await fetchPage({ ...query, cursor: page.nextCursor })
    }
  }
  return Object.assign(first, { [Symbol.asyncIterator]: items })
}
