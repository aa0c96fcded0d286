import type { Schemas } from '../../contract/handlers.ts'
import type { Place } from './fields.ts'
import type { Findings } from './findings.ts'

type Status = Schemas['OrderStatus']

const STATUS = new Map<unknown, Status>([
  ['pending', 'pending_quote'],
  ['pending_quote', 'pending_quote'],
  ['confirmed', 'confirmed'],
  ['processing', 'processing'],
  ['completed', 'completed'],
])

export function readStatus(value: unknown, place: Place, findings: Findings): Status {
  const status = STATUS.get(value)
  if (!status)
    findings.add({
      ...{ severity: 'warning', code: 'adjusted', ...place },
      message: `Its status ${typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : 'is missing or'} is none of the known; it waits for a quote.`,
    })
  return status ?? 'pending_quote'
}

/** Before the prototype there was nothing. */
const EARLIEST = Date.UTC(2015, 0)
const DAY_MS = 86_400_000

/** When it was made: as it says, else by its id, which was made of the time. */
export function readDate(
  value: unknown,
  { id, now, ...place }: Place & { id: string; now: Date },
  findings: Findings,
): Date {
  const plausible = (time: number) => time >= EARLIEST && time <= now.getTime() + DAY_MS
  const given =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
      ? Date.parse(value)
      : typeof value === 'number'
        ? value
        : Number.NaN
  if (plausible(given)) return new Date(given)
  const byId = timeOf(id).find(plausible)
  findings.add({
    ...{ severity: 'warning', code: 'adjusted', ...place },
    message: `Its date is missing or makes no sense; ${byId ? 'that of its id' : 'the time of the import'} stands in.`,
  })
  return byId === undefined ? now : new Date(byId)
}

/** `ORD-<ms>-<4>`, `<slug>-<ms>-<random>` and `CMD-<base36>`. */
function timeOf(id: string): number[] {
  const decimal = [...id.matchAll(/(?<![0-9])\d{13}(?![0-9])/g)].map(([ms]) => Number(ms))
  const base36 = /^CMD-([0-9a-z]{8})/i.exec(id)?.[1]
  return [...decimal, ...(base36 ? [Number.parseInt(base36, 36)] : [])]
}
