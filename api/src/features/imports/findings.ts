/** What a finding means for whoever reads the report. */
export type Severity =
  /** Something was not brought over. */
  | 'error'
  /** It was brought over, but not exactly as it stood. */
  | 'warning'
  /** It has no counterpart, or needs none. */
  | 'note'

export type FindingCode =
  | 'unreadable'
  | 'computed'
  | 'invalid'
  | 'refused'
  | 'broken_reference'
  | 'missing_file'
  | 'nearby_file'
  | 'duplicate'
  | 'orphan'
  | 'kept_aside'
  | 'left_out'
  | 'dropped'
  | 'adjusted'
  | 'changed_since'
  | 'slug'
  | 'unpublished'
  | 'busy'

export interface Finding {
  severity: Severity
  code: FindingCode
  /** File below the prototype's folder, with a line where there is one. */
  where: string
  /** What it is about: `product mug-basic`. */
  subject?: string
  message: string
  /** Where the same thing was met more than once. */
  times?: number
  /** What could not be brought over, as it stood, for somebody to look at. Never anything of an order. */
  aside?: unknown
}

/** Collects what there is to say about an import. */
export interface Findings {
  add(finding: Finding): void
  /** The same said many times is one line with a count. */
  tally(finding: Finding): void
  list(): Finding[]
}

const ORDER: Severity[] = ['error', 'warning', 'note']

export function createFindings(): Findings {
  const found: Finding[] = []
  const tallied = new Map<string, Finding>()
  return {
    add: (finding) => void found.push(finding),
    tally(finding) {
      const key = JSON.stringify([finding.code, finding.where, finding.subject, finding.message])
      const known = tallied.get(key)
      if (known) known.times = (known.times ?? 1) + 1
      else {
        tallied.set(key, finding)
        found.push(finding)
      }
    },
    list: () => found.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
  }
}
