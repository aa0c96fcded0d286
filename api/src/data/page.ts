import type { Model, QueryBuilder } from 'objection'
import type { Cursors, Position } from './cursor.ts'

/** One sort key of a list: a column, and which way it goes. */
export interface SortKey {
  column: string
  direction: 'asc' | 'desc'
}

/** Ids are made in the order of time, so they alone are key enough. */
export const NEWEST_FIRST = {
  keys: [{ column: 'id', direction: 'desc' }] satisfies SortKey[],
  positionOf: ({ id }: { id: string }): Position => [id],
}

export interface PageRequest {
  limit: number
  cursor?: string | undefined
}

export interface Page<T> {
  data: T[]
  nextCursor: string | null
}

/**
 * One page of a query by keyset: rows after the position of the cursor, so that inserts shift nothing. The last
 * sort key must be unique. `positionOf` gives a row's values in the order of the keys.
 */
export async function readPage<M extends Model>(
  query: QueryBuilder<M, M[]>,
  options: {
    cursors: Cursors
    context: string
    page: PageRequest
    keys: SortKey[]
    positionOf: (row: M) => Position
  },
): Promise<Page<M>> {
  const { cursors, context, page, keys, positionOf } = options
  if (page.cursor !== undefined) {
    const [condition, bindings] = after(keys, cursors.open(context, page.cursor))
    query.whereRaw(condition, bindings)
  }
  for (const { column, direction } of keys) query.orderByRaw(`${column} ${direction}`)
  // One more than asked tells whether there is a next page.
  const rows = await query.limit(page.limit + 1)
  const data = rows.slice(0, page.limit)
  const last = data.at(-1)
  const nextCursor = rows.length > page.limit && last ? cursors.seal(context, positionOf(last)) : null
  return { data, nextCursor }
}

/** (a, b) after (x, y), spelt out because the keys may go different ways: a > x or (a = x and b < y). */
function after(keys: SortKey[], position: Position): [string, Position] {
  const alternatives: string[] = []
  const bindings: Position = []
  keys.forEach(({ column, direction }, at) => {
    const equal = keys.slice(0, at).map((key) => `${key.column} = ?`)
    alternatives.push(`(${[...equal, `${column} ${direction === 'asc' ? '>' : '<'} ?`].join(' and ')})`)
    bindings.push(...position.slice(0, at + 1))
  })
  return [`(${alternatives.join(' or ')})`, bindings]
}
