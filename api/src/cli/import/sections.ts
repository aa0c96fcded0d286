import type { Finding, Severity } from '../../features/imports/findings.ts'

export interface Look {
  /** Columns of the terminal; without one, lines are as long as they are. */
  width: number
  /** Where the whole report is, for what is cut here. */
  reportFile: string | undefined
  /** Marks a heading by how much it matters. */
  paint(severity: Severity, text: string): string
}

/** What asks for attention comes last: there the reader's eye is. */
const SECTIONS: [Severity, string][] = [
  ['note', 'For your information'],
  ['warning', 'Brought over with a change'],
  ['error', 'Not brought over'],
]
const MOST_ENTRIES = 40
const MOST_NAMES = 12
const LONGEST_ASIDE = 160

/** The findings, least important first; the same said of many things is said once. */
export function sections(findings: Finding[], look: Look): string[] {
  return SECTIONS.flatMap(([severity, title]) => {
    const own = findings.filter((finding) => finding.severity === severity)
    if (own.length === 0) return []
    const groups = [...Map.groupBy(own, ({ message }) => message).values()]
    const shown = groups.slice(0, MOST_ENTRIES).map((group) => entry(group, look.width))
    const hidden = groups.slice(MOST_ENTRIES).flat().length
    const more = hidden > 0 ? [`  … and ${hidden} more: ${whereAll(look.reportFile)}`] : []
    return [[look.paint(severity, `${title} (${own.length})`), ...shown, ...more].join('\n')]
  })
}

function whereAll(reportFile: string | undefined): string {
  return reportFile ? `${reportFile} holds all of them.` : '--report report.json writes all of them down.'
}

function entry(group: Finding[], width: number): string {
  const [first, ...others] = group
  const { where, subject, message, times, aside } = first!
  if (others.length === 0) {
    const count = times ? ` (${times} times)` : ''
    const kept = aside === undefined ? '' : ` Kept aside: ${shortened(JSON.stringify(aside))}`
    return wrap(`${subject ? `${subject}: ` : ''}${message}${count}${kept} [${where}]`, width)
  }
  const names = [...new Set(group.map(({ where, subject }) => subject ?? where))]
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return wrap(`${message} (${group.length}): ${names.slice(0, MOST_NAMES).join(', ')}${more}`, width)
}

/** Hangs what follows below the first line's text; a word longer than a line stays whole, to be copied. */
function wrap(text: string, width: number): string {
  const lines: string[] = []
  let line = '  -'
  for (const word of printable(text).split(' ')) {
    if (line.length + 1 + word.length > width && line.trim() !== '-' && line.trim() !== '') {
      lines.push(line)
      line = '   '
    }
    line += ` ${word}`
  }
  return [...lines, line].join('\n')
}

function shortened(text: string): string {
  return text.length > LONGEST_ASIDE ? `${text.slice(0, LONGEST_ASIDE)}…` : text
}

/** What stands in somebody else's files must not steer a terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, '\ufffd')
}
