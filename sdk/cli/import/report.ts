import { writeFile } from 'node:fs/promises'
import { note, paint, printTable } from '../output.ts'
import type { Outcome } from './import.ts'

export type Report = {
  file: string
  summary: Record<Outcome['outcome'], number> & { pictures: { done: number; failed: number } }
  rows: Outcome[]
}

export function reportOf(file: string, rows: Outcome[]): Report {
  const count = (outcome: Outcome['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const sum = (field: 'done' | 'failed') =>
    rows.reduce((all, { generation }) => all + (generation?.progress[field] ?? 0), 0)
  return {
    file,
    summary: {
      created: count('created'),
      updated: count('updated'),
      existing: count('existing'),
      failed: count('failed'),
      not_started: count('not_started'),
      pictures: { done: sum('done'), failed: sum('failed') },
    },
    rows,
  }
}

export const hasFailed = ({ error, generation }: Outcome): boolean =>
  error !== null || (generation?.failures.length ?? 0) > 0 || generation?.status === 'failed'

export const writeReport = (path: string, report: Report): Promise<void> =>
  writeFile(path, `${JSON.stringify(report, null, 2)}\n`)

export function printReport({ summary, rows }: Report): void {
  const { done, failed } = summary.pictures
  const words: [number, string][] = [
    [summary.created, 'created'],
    [summary.updated, 'updated'],
    [summary.existing, 'there already'],
    [summary.failed, 'failed'],
    [summary.not_started, 'not started'],
    [done, done === 1 ? 'picture ready' : 'pictures ready'],
    [failed, failed === 1 ? 'picture failed' : 'pictures failed'],
  ]
  const text = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  note(text.join(', ') || 'Nothing to do.')
  const failures = rows.filter(hasFailed).flatMap((row) => {
    const { line, externalId, name, error, generation } = row
    const common = { line, externalId, name }
    if (error) return [{ ...common, what: 'tenant', why: `${error.code}: ${error.message}` }]
    return generation!.failures.map(({ itemId, code, detail }) => ({
      ...common,
      what: itemId,
      why: `${code}: ${detail}`,
    }))
  })
  if (failures.length === 0) return
  note(`\n${paint(process.stderr, 'red', 'Failures')}`)
  printTable(
    failures,
    [
      { name: 'line', text: ({ line }) => line },
      { name: 'externalId', text: ({ externalId }) => externalId },
      { name: 'name', text: ({ name }) => name },
      { name: 'what', text: ({ what }) => what },
      { name: 'why', text: ({ why }) => why },
    ],
    process.stderr,
  )
}
