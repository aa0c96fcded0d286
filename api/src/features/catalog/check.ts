import { isDeepStrictEqual } from 'node:util'
import type { Schemas } from '../../contract/handlers.ts'
import type { Trx } from '../../data/knex.ts'
import type { ItemKind, ItemRow } from '../../data/rows.ts'
import { ApiError } from '../../errors.ts'
import { plain } from '../../slug.ts'
import * as store from './store.ts'

/** An item with what a pack holds (empty for the other kinds). */
export interface Item {
  row: ItemRow
  contents: { productId: string; quantity: number }[]
}

export type Input = Partial<Schemas['ProductCreate']> &
  Partial<Schemas['PackCreate']> & {
    name: string
    /** Already known to be one that can be drawn: for what is brought over from elsewhere. */
    placement?: Schemas['Placement']
  }
export type Patch = Partial<Schemas['ProductUpdate']> & Partial<Schemas['PackUpdate']>

/** What an item refers to is there, and its price is in the account's currency. */
export async function checkReferences(trx: Trx, input: Patch): Promise<void> {
  if (input.price) {
    const currency = await store.accountCurrency(trx)
    if (input.price.currency !== currency) {
      const message = `must be ${currency}, the account's`
      throw new ApiError('invalid_request', `/price/currency ${message}.`, {
        errors: [{ path: '/price/currency', message }],
      })
    }
  }
  if (input.collectionId && !(await store.holdItems(trx, 'collection', [input.collectionId])))
    throw new ApiError('invalid_request', '/collectionId names no collection.', {
      errors: [{ path: '/collectionId', message: 'names no collection' }],
    })
  if (!input.items) return
  const ids = new Set(input.items.map(({ productId }) => productId))
  if (ids.size < input.items.length)
    throw new ApiError('invalid_request', '/items names a product twice; use its quantity.', {
      errors: [{ path: '/items', message: 'names a product twice' }],
    })
  if ((await store.holdItems(trx, 'product', [...ids])) < ids.size)
    throw new ApiError('invalid_request', '/items names a product that does not exist.', {
      errors: [{ path: '/items', message: 'names a product that does not exist' }],
    })
}

/** The contract's fields as columns; what is absent stays as it is. */
export function columns(input: Patch, before?: ItemRow): store.ItemPatch {
  const { price, items: _items, ...plainFields } = input
  const patch: store.ItemPatch = { ...plainFields } as store.ItemPatch
  if (price) {
    patch.priceAmount = price.amount
    patch.priceCurrency = price.currency
  }
  const now = { ...before, ...patch }
  // Lines, the name first: so that sorting by it sorts by name.
  patch.search = plain(
    [now.name, now.description, now.category, ...(now.tags ?? [])].filter(Boolean).join('\n'),
  )
  return patch
}

export async function refuseKnownExternalId(
  trx: Trx,
  kind: ItemKind,
  externalId: string | undefined,
): Promise<void> {
  const known = externalId === undefined ? undefined : await store.findByExternalId(trx, kind, externalId)
  if (known) throw externalIdTaken(kind, known.id)
}

export function externalIdTaken(kind: ItemKind, id?: string): ApiError {
  return new ApiError('conflict', `A ${kind} with this externalId exists${id ? `: ${id}` : ''}.`, {
    errors: [{ path: '/externalId', message: id ? `is taken by ${id}` : 'is taken' }],
  })
}

/** Whether a change would leave everything as it is. */
export function isUnchanged({ row, contents }: Item, patch: store.ItemPatch, items: Patch['items']): boolean {
  const same = Object.entries(patch).every(([name, value]) =>
    isDeepStrictEqual(row[name as keyof ItemRow], value),
  )
  return same && (items === undefined || isDeepStrictEqual(contents, items))
}

/** Refuses to delete what others refer to, and names some of them. */
export async function refuseReferred(trx: Trx, kind: ItemKind, id: string): Promise<void> {
  const [by, says, noun] =
    kind === 'collection'
      ? ([await store.membersOf(trx, id), 'The collection still has', 'product'] as const)
      : kind === 'product'
        ? ([await store.packsWith(trx, id), 'The product is still part of', 'pack'] as const)
        : ([[], '', ''] as const)
  if (by.length === 0) return
  const named = by.slice(0, MOST_NAMED).map((row) => `${row.name} (${row.id})`)
  const more = by.length > MOST_NAMED ? ` and ${by.length - MOST_NAMED} more` : ''
  const counted = `${by.length} ${noun}${by.length === 1 ? '' : 's'}`
  throw new ApiError('conflict', `${says} ${counted}: ${named.join(', ')}${more}.`)
}

const MOST_NAMED = 5
