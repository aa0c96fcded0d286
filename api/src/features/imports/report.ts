import type { Finding } from './findings.ts'

export const KINDS = [
  'collection',
  'product',
  'pack',
  'photo',
  'placement',
  'tenant',
  'logo',
  'order',
] as const
export type CountedKind = (typeof KINDS)[number]

/** What became of the things of one kind. */
export interface Counts {
  /** In the prototype. */
  found: number
  /** Brought over by this run; in a dry run, what would have been. */
  imported: number
  /** There already, from an earlier run or made otherwise; left as they are. */
  unchanged: number
  /** Not brought over; each has a finding that says why. */
  left: number
}

export interface Report {
  accountId: string
  dryRun: boolean
  /** Whether it went to the end; one that was interrupted goes on when it is run again. */
  complete: boolean
  counts: Record<CountedKind, Counts>
  /** Tenants whose pictures are being made now. */
  generations: number
  findings: Finding[]
}

export function newCounts(): Record<CountedKind, Counts> {
  const none = () => ({ found: 0, imported: 0, unchanged: 0, left: 0 })
  return Object.fromEntries(KINDS.map((kind) => [kind, none()])) as Record<CountedKind, Counts>
}

/** Whether a run found everything there already. */
export function changedNothing({ counts }: Pick<Report, 'counts'>): boolean {
  return Object.values(counts).every(({ imported }) => imported === 0)
}
