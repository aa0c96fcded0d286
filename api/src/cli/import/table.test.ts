import { expect, test } from 'vitest'
import type { Finding, Severity } from '../../features/imports/findings.ts'
import { newCounts, type Report } from '../../features/imports/report.ts'
import { describe } from './table.ts'

const finding = (severity: Severity, message: string, more: Partial<Finding> = {}): Finding => ({
  ...{ severity, code: 'invalid', where: 'src/data/products.ts:3', message, ...more },
})
const report = (findings: Finding[], more: Partial<Report> = {}): Report => ({
  ...{ accountId: 'acct_x', dryRun: false, complete: true, counts: newCounts(), generations: 0, findings },
  ...more,
})
const counts = { ...newCounts(), product: { found: 3, imported: 2, unchanged: 0, left: 1 } }
const look = {
  width: Number.POSITIVE_INFINITY,
  reportFile: undefined as string | undefined,
  paint: (severity: Severity, text: string) => `<${severity}>${text}`,
}

test('what matters most stands last, above the counts', () => {
  const text = describe(
    report(
      [
        finding('error', 'Bad.', { subject: 'product a' }),
        finding('note', 'Well.'),
        finding('warning', 'So so.'),
      ],
      {
        counts,
        generations: 1,
      },
    ),
    look,
  )
  expect(text).toBe(
    [
      '<note>For your information (1)\n  - Well. [src/data/products.ts:3]',
      '<warning>Brought over with a change (1)\n  - So so. [src/data/products.ts:3]',
      '<error>Not brought over (1)\n  - product a: Bad. [src/data/products.ts:3]',
      [
        '             found   imported   already there   left out',
        '  Products       3          2               0          1',
      ].join('\n'),
      'Done. The pictures of 1 tenant are made by the worker, now or when it is next started.',
    ].join('\n\n'),
  )
})

test('the same said of many things is said once, and a long list is cut and says where all of it is', () => {
  const same = Array.from({ length: 14 }, (_, n) => finding('error', 'Gone.', { subject: `order ${n}` }))
  const others = Array.from({ length: 45 }, (_, n) => finding('error', `Reason ${n}.`))
  const cut = (reportFile: string | undefined) =>
    describe(report([...same, ...others]), { ...look, reportFile })
  expect(cut('all.json')).toContain('  - Gone. (14): order 0, order 1, order 2')
  expect(cut('all.json')).toContain('order 11 and 2 more\n')
  expect(cut('all.json')).toContain('… and 6 more: all.json holds all of them.')
  expect(cut(undefined)).toContain('--report report.json writes all of them down.')
  expect(cut(undefined)).not.toContain('Reason 39')
})

test('lines end where the terminal does, and what a file says cannot steer it', () => {
  const text = describe(report([finding('error', `${'word '.repeat(30)}\u001b[2J\r\n\u009b`)]), {
    ...look,
    width: 60,
  })
  for (const line of text.split('\n').slice(1, 4)) expect(line.length).toBeLessThanOrEqual(60)
  expect(text).toMatch(/\n {4}word/)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
})

test('the last line says what came of it', () => {
  const last = (more: Partial<Report>) =>
    describe(report([], { counts, ...more }), look)
      .split('\n')
      .at(-1)
  expect(last({})).toBe('Done.')
  expect(last({ complete: false })).toContain('run it again and it goes on')
  expect(last({ dryRun: true })).toContain('without --dry-run')
  expect(last({ counts: newCounts() })).toContain('Is it the folder that holds src/ and public/?')
  const { product } = counts
  expect(last({ counts: { ...counts, product: { ...product, imported: 0, unchanged: 2 } } })).toContain(
    'Nothing to do',
  )
  expect(describe(report([], { counts, dryRun: true }), look)).toContain('to import')
})
