import type { Findings } from './findings.ts'

/** Where a value stands, for whoever has to look at it. */
export interface Place {
  where: string
  subject: string
}

/** Text as the database can hold it; empty and absent are the same. */
export function readString(
  value: unknown,
  options: Place & { field: string; max: number },
  findings: Findings,
): string | undefined {
  const { field, max, where, subject } = options
  const say = (message: string) =>
    findings.add({ severity: 'warning', code: 'adjusted', where, subject, message })
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') {
    say(`${field} is no text and was left out.`)
    return undefined
  }
  const given = String(value)
  // Half characters, and control characters but for tab and line ends.
  const storable = given.replaceAll(/\p{Surrogate}|(?![\t\n\r])\p{Cc}/gu, '')
  if (storable !== given) say(`${field} held characters that are none; they were taken out.`)
  const text = storable.trim()
  if (text.length > max) say(`${field} has ${text.length} characters; the first ${max} were kept.`)
  return text.slice(0, max).toWellFormed().trim() || undefined
}

const MOST_CENTS = 1_000_000_000

/**
 * Floating euros as whole cents: by their decimal form, since 1.005 and 19.99 are neither in binary. `exact` says
 * whether there were no more than two decimals.
 */
export function toCents(value: unknown): { cents: number; exact: boolean } | undefined {
  const euros = typeof value === 'string' ? Number(value.trim().replace(',', '.') || Number.NaN) : value
  if (typeof euros !== 'number' || !Number.isFinite(euros) || euros < 0) return undefined
  const shifted = /e/.test(String(euros)) ? euros * 100 : Number(`${euros}e2`)
  const cents = Math.round(shifted)
  return cents > MOST_CENTS ? undefined : { cents, exact: cents === shifted }
}

const SLUG = /^[a-z0-9][a-z0-9_-]*$/

/** Whether a name may stand in an address as it is. */
export function isSlug(value: string): boolean {
  return value.length <= 80 && SLUG.test(value)
}

/** `#rgb` or `#rrggbb` as the contract writes it. */
export function readColor(value: string | undefined): string | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value ?? '')
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase()
  return value && /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : undefined
}

/** Notes the fields that have no counterpart here, once for each name. */
export function noteDropped(
  entry: Record<string, unknown>,
  known: readonly string[],
  where: string,
  findings: Findings,
): void {
  for (const field of Object.keys(entry))
    if (!known.includes(field))
      findings.tally({
        severity: 'note',
        code: 'dropped',
        where,
        message: `The field ${field.slice(0, 60)} has no counterpart and was left out.`,
      })
}
