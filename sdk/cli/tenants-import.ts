import { type Command, InvalidArgumentError } from 'commander'
import type { Tenant, Vitrine } from '../src/index.ts'
import { connect, type GlobalOptions } from './connect.ts'
import { CliError, EXIT } from './exit.ts'
import { importTenants } from './import/import.ts'
import { hasFailed, printReport, reportOf, writeReport } from './import/report.ts'
import { type Problem, type Row, readRows } from './import/rows.ts'
import { note, printJson, printTable } from './output.ts'
import { createProgress } from './progress.ts'

const HELP = `
The file's first line names its columns; comma, semicolon or tab between them:
  externalId        your own id of the client, by which a second run knows it again (required)
  name              of the company (required)
  logo              file below --logos, or its public address (https://…); where empty, a file named like the externalId
  slug  primaryColor  secondaryColor  locale  supportEmail
  leadTimeMinWeeks  leadTimeMaxWeeks  demo  metadata.<key>

  externalId,name,logo,locale
  crm-1,Société Générale,sg.svg,fr

A tenant whose externalId is there already is left alone, or brought up to date with --update.
Interrupted, it is run again and goes on where it was.`

type Options = GlobalOptions & {
  logos?: string
  dryRun?: boolean
  skipInvalid?: boolean
  update?: boolean
  wait: boolean
  concurrency: number
  report?: string
}

const PAGE = 100

export function addTenantsImport(
  tenants: Command,
  signal: AbortSignal,
  setCode: (code: number) => void,
): void {
  tenants
    .command('import <file.csv>')
    .description('Make a tenant for each line of a CSV file, several at a time, and follow their pictures.')
    .option('--logos <dir>', 'folder of the logos')
    .option('--dry-run', 'check everything, say what would be done, change nothing')
    .option('--skip-invalid', 'leave lines out that are wrong, instead of sending nothing')
    .option('--update', 'bring tenants up to date that are there already')
    .option('--no-wait', 'do not wait for the pictures')
    .option('--concurrency <n>', 'tenants made at a time', positive, 4)
    .option('--report <file.json>', 'write what became of each line to this file')
    .addHelpText('after', HELP)
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>()
      const { rows, problems } = await readRows(file, options.logos)
      if (problems.length > 0) tellProblems(file, problems, options.skipInvalid)
      const client = await connect(options, { maxRetries: 6, totalTimeoutMs: 600_000 })
      const existing = await existingTenants(client, rows, signal)
      if (options.dryRun) plan(rows, existing, options)
      else setCode(await carryOut(client, { file, rows, problems, existing, options, signal }))
    })
}

type Import = {
  file: string
  rows: Row[]
  problems: Problem[]
  existing: Map<string, Tenant>
  options: Options
  signal: AbortSignal
}

async function carryOut(
  client: Vitrine,
  { file, rows, problems, existing, options, signal }: Import,
): Promise<number> {
  const { concurrency, wait, update = false } = options
  const progress = createProgress('Import')
  const { outcomes, stopped } = await importTenants(client, rows, existing, {
    concurrency,
    wait,
    update,
    signal,
    progress,
  }).finally(() => progress.stop())
  const report = reportOf(file, outcomes)
  if (options.report) await writeReport(options.report, report)
  if (options.json) printJson(report)
  printReport(report)
  // Said after the report, which is worth having all the more.
  if (stopped) throw stopped
  return problems.length > 0 || outcomes.some(hasFailed) ? EXIT.failed : EXIT.done
}

function tellProblems(file: string, problems: Problem[], isSkipped = false): void {
  note(`${file}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`)
  for (const { line, message } of problems) note(`  line ${line}: ${message}`)
  if (!isSkipped)
    throw new CliError(
      EXIT.input,
      'Nothing was sent. Mend these lines, or leave them out with --skip-invalid.',
    )
}

/** By externalId. One page tells of a hundred; to ask for each row would take a call each. */
async function existingTenants(
  client: Vitrine,
  rows: Row[],
  signal: AbortSignal,
): Promise<Map<string, Tenant>> {
  const wanted = new Set(rows.map(({ input }) => input.externalId))
  const found = new Map<string, Tenant>()
  for await (const tenant of client.tenants.list({ limit: PAGE }, { signal }))
    if (tenant.externalId && wanted.has(tenant.externalId)) found.set(tenant.externalId, tenant)
  return found
}

function plan(rows: Row[], existing: Map<string, Tenant>, { json, update = false }: Options): void {
  const planned = rows.map(({ line, input, logo }) => {
    const there = existing.has(input.externalId)
    const action = there ? (update ? 'update' : 'leave') : 'create'
    return { line, externalId: input.externalId, name: input.name, logo: logo ?? null, action }
  })
  if (json) printJson({ dryRun: true, rows: planned })
  else
    printTable(planned, [
      { name: 'line', text: ({ line }) => line },
      { name: 'action', text: ({ action }) => action },
      { name: 'externalId', text: ({ externalId }) => externalId },
      { name: 'name', text: ({ name }) => name },
      { name: 'logo', text: ({ logo }) => logo ?? '(none)' },
    ])
  note('Nothing was changed: this was a dry run.')
}

function positive(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.')
  return Number(text)
}
