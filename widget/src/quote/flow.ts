import type { PortalProblem } from '../api/problem.ts'
import { Resource } from '../api/resource.ts'
import type { Item, ItemDetail, Money, OrderReceipt } from '../api/types.ts'
import type { CartLine } from '../cart/cart.ts'
import { allowedQuantity } from '../cart/quantity.ts'
import type { VitrineElement } from '../elements/element.ts'
import type { Shop } from '../views/shop.ts'
import { type Draft, keepDraft, readDraft } from './draft.ts'
import type { FieldName } from './fields.ts'

/** What the portal asks of the second file. */
export interface QuoteModule {
  styles: string
  openFlow(shop: Shop, portal: VitrineElement, changed: () => void): QuoteFlow
}

export interface QuoteFlow {
  render(shop: Shop): unknown
  close(): void
}

/** A line of the cart with what the API says about it now. */
export interface Row {
  line: CartLine
  item: Item | undefined
  /** No longer offered. */
  gone: boolean
  problem: PortalProblem | undefined
  /** Its quantity had to be put right, because what may be ordered has changed. */
  adjusted: boolean
}

/** All that the screens of the second file share, for as long as the portal is on the page. */
export interface FlowState {
  readonly portal: VitrineElement
  readonly draft: Draft
  /** Fields that have been left once, or looked at by a try to go on: only these are told off. */
  readonly touched: Set<FieldName>
  /** What the API did not like, until the field is changed. */
  readonly refused: Map<FieldName, string>
  /** What the last try to leave this step was told. */
  summary: ReadonlyMap<FieldName, string>
  sending: boolean
  problem: PortalProblem | 'demo' | 'held' | undefined
  receipt: (OrderReceipt & { email: string }) | undefined
  /** Lines taken out last, to be put back. */
  undo: { lines: readonly CartLine[]; words: string } | undefined
  rows(shop: Shop): Row[]
  /** What was known of the lines no longer holds. */
  reread(): void
  save(): void
  forget(): void
  changed(): void
}

export function createState(shop: Shop, portal: VitrineElement, key: string, changed: () => void): FlowState {
  const { client } = shop
  const details = new Map<string, Resource<ItemDetail>>()
  const adjusted = new Set<string>()
  const draft = readDraft(key)

  const detailOf = (itemId: string) => {
    let detail = details.get(itemId)
    if (!detail) {
      detail = new Resource<ItemDetail>(client, `/items/${encodeURIComponent(itemId)}`, changed)
      details.set(itemId, detail)
      detail.load()
    }
    return detail
  }

  return {
    portal,
    draft,
    touched: new Set(),
    refused: new Map(),
    summary: new Map(),
    sending: false,
    problem: undefined,
    receipt: undefined,
    undo: undefined,

    rows: ({ cart }) =>
      cart.lines.map((line) => {
        const { data, problem } = detailOf(line.itemId)
        const item = data ?? client.known(line.itemId)
        const gone = problem?.code === 'not_found' || (data !== undefined && !data.price)
        if (data && !gone) {
          const quantity = allowedQuantity(line.quantity, data)
          if (quantity !== line.quantity) {
            adjusted.add(line.itemId)
            // Not while drawing: the cart tells everybody.
            queueMicrotask(() => cart.set({ ...line, quantity }))
          }
        }
        return { line, item, gone, problem, adjusted: adjusted.has(line.itemId) }
      }),
    reread: () => details.clear(),
    save: () => keepDraft(key, draft),
    forget() {
      keepDraft(key, undefined)
      draft.pending = undefined
    },
    changed,
  }
}

/** Undefined until every price is known. */
export function subtotal(rows: Row[]): Money | undefined {
  const known = rows.filter(({ gone }) => !gone)
  const [first] = known
  if (!first?.item?.price || known.some(({ item }) => !item?.price)) return undefined
  const amount = known.reduce((sum, { item, line }) => sum + item!.price!.amount * line.quantity, 0)
  return { amount, currency: first.item.price.currency }
}
