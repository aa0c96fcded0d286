import { styleText } from 'node:util'

type Out = NodeJS.WriteStream

/** Colours where a person reads, and has not asked for none. */
export function paint(stream: Out, style: 'bold' | 'dim' | 'red' | 'green' | 'yellow', text: string): string {
  const { NO_COLOR, TERM } = process.env
  if (!stream.isTTY || NO_COLOR || TERM === 'dumb') return text
  return styleText(style, text, { validateStream: false })
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export type Column<Row> = { name: string; text: (row: Row) => string | number | null | undefined }

/** Columns under headings on a terminal; into a pipe a line for each row, its cells between tabs. */
export function printTable<Row>(rows: Row[], columns: Column<Row>[], stream: Out = process.stdout): void {
  const cells = rows.map((row) => columns.map(({ text }) => plain(text(row))))
  if (!stream.isTTY) {
    for (const row of cells) stream.write(`${row.join('\t')}\n`)
    return
  }
  const widths = columns.map(({ name }, i) => Math.max(name.length, ...cells.map((row) => row[i]!.length)))
  const line = (row: string[]) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!)))
      .join('  ')
      .slice(0, stream.columns || 120)
  stream.write(`${paint(stream, 'bold', line(columns.map(({ name }) => name.toUpperCase())))}\n`)
  for (const row of cells) stream.write(`${line(row)}\n`)
}

/** Names that others chose may hold what moves a terminal's cursor or recolours it. */
export function plain(value: string | number | null | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to go.
  return String(value ?? '').replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
}

/** To the person, beside the results. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}
