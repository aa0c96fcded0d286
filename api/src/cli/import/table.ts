import { changedNothing, KINDS, type Report } from '../../features/imports/report.ts'
import { type Look, sections } from './sections.ts'

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

/** A report for somebody at a terminal: all there is to say, then what came of each kind of thing. */
export function describe(report: Report, look: Look): string {
  const { counts, findings } = report
  const rows = KINDS.filter((kind) => counts[kind].found > 0).map((kind) => {
    const { found, imported, unchanged, left } = counts[kind]
    return [NAMES[kind], ...[found, imported, unchanged, left].map(String)]
  })
  const [, ...headings] = HEADINGS
  const titles = [
    '',
    ...headings.map((title) => (report.dryRun && title === 'imported' ? 'to import' : title)),
  ]
  const counted = rows.length > 0 ? [table([titles, ...rows])] : []
  return [...sections(findings, look), ...counted, closing(report)].join('\n\n')
}

function closing(report: Report): string {
  const { complete, dryRun, generations, counts } = report
  if (!complete) return 'Interrupted. Nothing is lost: run it again and it goes on.'
  if (Object.values(counts).every(({ found }) => found === 0))
    return 'Nothing of the prototype was found there. Is it the folder that holds src/ and public/?'
  if (changedNothing(report)) return 'Nothing to do: everything that could be brought over is there already.'
  if (dryRun) return 'A dry run: nothing was written. Run it without --dry-run to bring all of this over.'
  return generations > 0
    ? `Done. The pictures of ${generations} ${generations === 1 ? 'tenant' : 'tenants'} are made by the worker, now or when it is next started.`
    : 'Done.'
}

function table(rows: string[][]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!)
  return rows.map((row) => `  ${row.map(cell).join('   ')}`.trimEnd()).join('\n')
}
