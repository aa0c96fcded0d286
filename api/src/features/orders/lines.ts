import type { Schemas } from '../../contract/handlers.ts'
import type { StoredImage } from '../../data/rows.ts'
import type { FieldError } from '../../errors.ts'
import type { ShownItem } from '../portals/portals.ts'
import { refuse } from './check.ts'
import type { StoredLine } from './store.ts'

/** Beyond it sums in doubles are no longer exact; no honest order comes near. */
const LARGEST_SUBTOTAL = 1e15

export interface Quote {
  lines: StoredLine[]
  subtotalAmount: number
  currency: string
}

/** Prices what is asked for by what the portal shows; throws with everything that is wrong, line by line. */
export function quote(
  asked: Schemas['OrderLineCreate'][],
  offered: ShownItem[],
  externalIds: Map<string, string | null>,
): Quote {
  const problems: FieldError[] = []
  const lines: StoredLine[] = []
  let currency: string | undefined
  for (const [at, { itemId, quantity }] of asked.entries()) {
    const say = (field: string, message: string) => problems.push({ path: `/lines/${at}/${field}`, message })
    const item = offered.find(({ row }) => row.id === itemId)
    if (!item || item.row.kind === 'collection' || item.row.priceAmount === null) {
      // One answer for what was never there, what belongs to others and what is no longer offered.
      say('itemId', 'is not offered in this portal; take it out of the cart')
      continue
    }
    const { row } = item
    const wrong = quantityProblem(quantity, row)
    if (wrong) say('quantity', wrong)
    currency ??= row.priceCurrency!
    if (row.priceCurrency !== currency) say('itemId', `is priced in ${row.priceCurrency}, not in ${currency}`)
    lines.push({
      itemId,
      externalId: externalIds.get(itemId) ?? null,
      kind: row.kind as 'product' | 'pack',
      name: row.name,
      quantity,
      unitAmount: item.row.priceAmount,
      totalAmount: item.row.priceAmount * quantity,
      contents: row.kind === 'pack' ? contentsOf(item, externalIds) : null,
      image: imageOf(item),
    })
  }
  const subtotalAmount = lines.reduce((sum, line) => sum + line.totalAmount, 0)
  if (subtotalAmount > LARGEST_SUBTOTAL) problems.push({ path: '/lines', message: 'come to too large a sum' })
  refuse(problems)
  return { lines, subtotalAmount, currency: currency! }
}

function quantityProblem(
  quantity: number,
  { minQuantity, quantityStep }: { minQuantity: number; quantityStep: number },
): string | undefined {
  if (quantity < minQuantity) return `must be at least ${minQuantity}`
  const over = (quantity - minQuantity) % quantityStep
  if (over === 0) return undefined
  const below = quantity - over
  return `must be ${minQuantity} or that and a multiple of ${quantityStep}, such as ${below} or ${below + quantityStep}`
}

function contentsOf({ contents }: ShownItem, externalIds: Map<string, string | null>) {
  return contents.map(({ productId, name, quantity }) => ({
    itemId: productId,
    externalId: externalIds.get(productId) ?? null,
    name,
    quantity,
  }))
}

/** Of the formats of the picture the one that every program reads, as large as there is. */
const FORMATS = ['jpeg', 'png', 'webp', 'avif']

function imageOf({ row }: ShownItem): StoredImage | null {
  const shown = row.renderFiles?.length ? row.renderFiles : (row.photo?.images ?? [])
  const rank = ({ format }: StoredImage) =>
    (FORMATS.indexOf(format) + FORMATS.length + 1) % (FORMATS.length + 1)
  return shown.toSorted((a, b) => rank(a) - rank(b) || b.width - a.width)[0] ?? null
}
