import { type Place, readString, toCents } from './fields.ts'
import type { Findings } from './findings.ts'
import { asObject } from './read.ts'

/** A line as it was frozen; what it refers to is the prototype's own id still. */
export interface PlannedLine {
  kind: 'product' | 'pack'
  id: string | undefined
  name: string
  quantity: number
  unitAmount: number
  /** Of a pack, where the line says it. */
  parts: { id: string; name: string | undefined; quantity: number }[]
}

const MOST_LINES = 1000
const MOST_PIECES = 1_000_000
const PACK = 'Pack'

export function readLines(value: unknown, place: Place, findings: Findings): PlannedLine[] {
  const entries = Array.isArray(value) ? value : []
  if (entries.length > MOST_LINES)
    findings.add({
      ...{ severity: 'error', code: 'left_out', ...place },
      message: `It has ${entries.length} lines; the first ${MOST_LINES} were brought over.`,
    })
  return entries.slice(0, MOST_LINES).flatMap((entry, i) => readLine(entry, i + 1, place, findings) ?? [])
}

function readLine(value: unknown, n: number, place: Place, findings: Findings): PlannedLine | undefined {
  const entry = asObject(value)
  const product = asObject(entry?.product)
  const say = (severity: 'error' | 'warning', message: string) =>
    findings.add({ severity, code: severity === 'error' ? 'invalid' : 'adjusted', ...place, message })
  if (!entry || !product) {
    say('error', `Line ${n} says of no product; it was left out.`)
    return undefined
  }
  const text = (field: string, max: number) =>
    readString(product[field], { ...place, field: `${field} of line ${n}`, max }, findings)
  const quantity = Number(entry.quantity)
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_PIECES) {
    say('error', `Line ${n} has no quantity that makes sense; it was left out.`)
    return undefined
  }
  const id = text('id', 200)
  const name = text('name', 200)
  if (!name) say('warning', `Line ${n} has no name; its id stands in.`)
  const price = toCents(product.price)
  if (!price) say('warning', `Line ${n} has no price that makes sense; 0 stands in.`)
  else if (!price.exact)
    say('warning', `Line ${n} has a price with a fraction of a cent; ${price.cents} cents were taken.`)
  if ('imageUrl' in product)
    findings.tally({
      ...{ severity: 'note', code: 'dropped', where: 'public/orders' },
      message: 'A line’s picture was made anew at each change of the logo and was left out.',
    })
  const kind = product.category === PACK ? 'pack' : 'product'
  return {
    ...{ kind, id, name: name ?? id ?? '?', quantity, unitAmount: price?.cents ?? 0 },
    parts: kind === 'pack' ? readParts(product.items) : [],
  }
}

function readParts(value: unknown): PlannedLine['parts'] {
  return (Array.isArray(value) ? value : []).flatMap((part) => {
    const { productId: id, quantity = 1, name } = asObject(part) ?? {}
    const valid = typeof id === 'string' && Number.isInteger(quantity) && (quantity as number) > 0
    return valid
      ? [{ id, name: typeof name === 'string' ? name : undefined, quantity: quantity as number }]
      : []
  })
}
