import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { CliError, EXIT } from '../exit.ts'

/** The columns there may be, by what is left of a heading without case, spaces and signs. */
const COLUMNS = {
  name: 'name',
  externalid: 'externalId',
  logo: 'logo',
  slug: 'slug',
  primarycolor: 'primaryColor',
  secondarycolor: 'secondaryColor',
  locale: 'locale',
  supportemail: 'supportEmail',
  leadtimeminweeks: 'leadTimeMinWeeks',
  leadtimemaxweeks: 'leadTimeMaxWeeks',
  demo: 'demo',
} as const

export type ColumnName = (typeof COLUMNS)[keyof typeof COLUMNS]

/** A line of the file: texts by column, without those that are empty. */
export type Line = {
  line: number
  cells: Partial<Record<ColumnName, string>>
  metadata: Record<string, string>
}

/**
 * Reads a file as spreadsheets write it: commas, semicolons or tabs between cells, with or without a byte order mark,
 * in UTF-8 or, as French and English Windows have it, in Windows-1252.
 */
export async function readTable(path: string): Promise<Line[]> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new CliError(EXIT.input, `${path} cannot be read: ${error.message}`)
  })
  const records = parseRecords(path, decode(bytes))
  const [head, ...body] = records
  if (!head)
    throw new CliError(EXIT.input, `${path} is empty. Its first line names the columns: externalId,name,logo`)
  const columns = head.record.map((heading) => columnOf(path, heading))
  for (const required of ['name', 'externalId'])
    if (!columns.some((column) => column === required))
      throw new CliError(EXIT.input, `${path} has no column ${required}. Its first line names the columns.`)
  const twice = columns.find((column, i) => columns.indexOf(column) !== i)
  if (twice) throw new CliError(EXIT.input, `${path} has the column ${String(twice)} twice.`)
  return body.map(({ record, info: { lines } }) => {
    const cells: Line['cells'] = {}
    const metadata: Record<string, string> = {}
    for (const [i, column] of columns.entries()) {
      const text = (record[i] ?? '').trim()
      if (!text) continue
      if (column.startsWith('metadata.')) metadata[column.slice('metadata.'.length)] = text
      else cells[column as ColumnName] = text
    }
    return { line: lines, cells, metadata }
  })
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function parseRecords(path: string, text: string): { record: string[]; info: { lines: number } }[] {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const count = (sign: string) => firstLine.split(sign).length
  const delimiter = [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
  try {
    return parse(text, {
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count_less: true,
    }) as never
  } catch (error) {
    throw new CliError(EXIT.input, `${path} is no CSV: ${(error as Error).message}`)
  }
}

function columnOf(path: string, heading: string): string {
  const text = heading.trim()
  const known = COLUMNS[text.toLowerCase().replace(/[^a-z0-9]/g, '') as keyof typeof COLUMNS]
  if (known) return known
  if (/^metadata\../i.test(text)) return `metadata.${text.slice('metadata.'.length)}`
  const all = Object.values(COLUMNS).join(', ')
  throw new CliError(EXIT.input, `${path} has a column "${text}", which is none of: ${all}, metadata.…`)
}
