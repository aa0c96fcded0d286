import type { Finding } from '../../features/imports/findings.ts'
import { changedNothing, KINDS, type Report } from '../../features/imports/report.ts'

const HEADINGS = ['', 'found', 'imported', 'already there', 'left out'] as const
const NAMES: Record<(typeof KINDS)[number], string> = {
  collection: 'Collections',
  product: 'Products',
  pack: 'Packs',
  photo: 'Photos',
  placement: 'Placements',
  tenant: 'Tenants',
  logo: 'Logos',
  order: 'Orders',
}
const SECTIONS: [Finding['severity'], string][] = [
  ['error', 'Not brought over'],
  ['warning', 'Brought over with a change'],
  ['note', 'For your information'],
]

/** A report for somebody at a terminal: what came of each kind of thing, and all there is to say about it. */
export function describe(report: Report): string {
  const { counts, findings } = report
  const rows = KINDS.filter((kind) => counts[kind].found > 0).map((kind) => {
    const { found, imported, unchanged, left } = counts[kind]
    return [NAMES[kind], ...[found, imported, unchanged, left].map(String)]
  })
  const sections = SECTIONS.flatMap(([severity, title]) => {
    const lines = findings.filter((finding) => finding.severity === severity).map(line)
    return lines.length > 0 ? [`${title} (${lines.length})\n${lines.join('\n')}`] : []
  })
  return [table([[...HEADINGS], ...rows]), ...sections, closing(report)].join('\n\n')
}

function closing(report: Report): string {
  const { complete, dryRun, generations } = report
  if (!complete) return 'Interrupted. Nothing is lost: run it again and it goes on.'
  if (changedNothing(report)) return 'Nothing to do: everything that could be brought over is there already.'
  if (dryRun) return 'A dry run: nothing was written. Run it without --dry-run to bring all of this over.'
  return generations > 0
    ? `Done. The pictures of ${generations} ${generations === 1 ? 'tenant' : 'tenants'} are made by the worker, now or when it is next started.`
    : 'Done.'
}

function line({ where, subject, message, times, aside }: Finding): string {
  const count = times ? ` (${times} times)` : ''
  // Cut on the terminal only: the file holds all of it.
  const kept = aside === undefined ? '' : ` Kept aside: ${shortened(JSON.stringify(aside))}`
  return printable(`  ${where}  ${subject ? `${subject}: ` : ''}${message}${count}${kept}`)
}

function table(rows: string[][]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)
  return rows.map((row) => `  ${row.map(cell).join('   ')}`.trimEnd()).join('\n')
}

const LONGEST = 160

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** What stands in somebody else's files must not steer a terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, '\ufffd')
}
