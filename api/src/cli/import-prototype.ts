import { constants } from 'node:fs'
import { access, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { styleText } from 'node:util'
import { Command, InvalidArgumentError, Option } from 'commander'
import { readConfig } from '../config.ts'
import { migrate } from '../data/migrate.ts'
import { openDatabaseAddress } from '../data/open.ts'
import { migratePostgresQueue } from '../drivers/task-queue/postgres.ts'
import type { Severity } from '../features/imports/findings.ts'
import { openFolder } from '../features/imports/folder.ts'
import type { Imports } from '../features/imports/imports.ts'
import type { Stage } from '../features/imports/run.ts'
import { createLog } from '../log.ts'
import { shutdownSignal } from '../process/signals.ts'
import { createService } from '../service.ts'
import { printable } from './import/sections.ts'
import { describe } from './import/table.ts'
import { asOperator } from './installation.ts'
import { type Bar, createProgress } from './progress.ts'

interface Options {
  account: string
  dryRun?: boolean
  json?: boolean
  report?: string
  locale: 'fr' | 'en'
}

const STAGES: Record<Stage, string> = { catalogue: 'Catalogue', tenants: 'Tenants', orders: 'Orders' }
/** What a shell calls a program that was interrupted. */
const INTERRUPTED = 130

export function importPrototypeCommand(): Command {
  return new Command('import-prototype')
    .description(
      'Bring everything of a checkout of the prototype into an account. Safe to run twice: what is there already stays as it is, and what an interrupted run left undone is done.',
    )
    .argument('<folder>', 'the checkout; read only, and nothing in it is executed')
    .requiredOption('--account <id>', 'the account it goes to, such as acct_…', accountId)
    .option('--dry-run', 'read and check everything, write nothing')
    .addOption(new Option('--locale <locale>', 'language of the portals').choices(['fr', 'en']).default('fr'))
    .option('--report <file>', 'write the whole report there, as JSON')
    .option('--json', 'print the report as JSON instead of a table')
    .action(importPrototype)
}

async function importPrototype(path: string, options: Options): Promise<void> {
  const folder = await openFolder(path)
  // Found out before the work and not after it.
  if (options.report) await checkWritable(options.report)
  const { account, dryRun = false, locale } = options
  const aborter = new AbortController()
  void shutdownSignal().then(() => aborter.abort())
  const progress = createProgress(options.json ? process.stderr : process.stdout)
  const bars = new Map<Stage, Bar>()
  const onProgress = (stage: Stage, done: number, total: number, note?: string) => {
    const bar = bars.get(stage) ?? progress.bar(STAGES[stage])
    bars.set(stage, bar)
    bar.update(done, total, note && printable(note))
  }

  const report = await withImports(dryRun, (imports) =>
    imports
      .run(account, folder, { dryRun, locale, signal: aborter.signal, onProgress })
      .finally(() => progress.stop()),
  )
  const json = `${JSON.stringify(report, null, 2)}\n`
  if (options.report) await writeReport(options.report, json)
  process.stdout.write(options.json ? json : `\n${describe(report, lookOf(options.report))}\n`)
  if (!report.complete) process.exitCode = INTERRUPTED
}

const COLOR: Record<Severity, Parameters<typeof styleText>[0]> = {
  error: 'red',
  warning: 'yellow',
  note: 'bold',
}

/** On a terminal as wide as that, with colours where it has any and nobody minds; a plain text elsewhere. */
function lookOf(reportFile: string | undefined) {
  const stdout = process.stdout
  return {
    reportFile,
    width: stdout.isTTY ? Math.max(stdout.columns, 60) : Number.POSITIVE_INFINITY,
    paint: (severity: Severity, text: string) => styleText(COLOR[severity], text, { stream: stdout }),
  }
}

/** The whole service on the installation's database, but for the two ways in. */
async function withImports<T>(dryRun: boolean, work: (imports: Imports) => Promise<T>): Promise<T> {
  const config = readConfig(undefined, { LOG_LEVEL: 'warn' })
  const address = await openDatabaseAddress(config)
  try {
    if (!dryRun) await migrate(address.adminUrl, migratePostgresQueue)
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
    const log = createLog(config.logLevel, { role: 'import' })
    const service = await createService({
      ...{ config, databaseUrl: address.appUrl, publicUrl, log, worker: false },
    }).catch((error) => {
      throw dryRun
        ? new Error(`${error.message}\nA dry run changes no schema: run "vitrine migrate" first.`)
        : error
    })
    try {
      return await asOperator('importPrototype', () => work(service.imports))
    } finally {
      await service.queue.stop(1000)
      service.changes.close()
      await service.db.close()
    }
  } finally {
    await address.release()
  }
}

async function checkWritable(path: string): Promise<void> {
  const folder = dirname(resolve(path))
  await access(folder, constants.W_OK).catch(() => {
    throw new Error(`The report cannot be written: there is no folder ${folder} that may be written to.`)
  })
}

/** Whole or not at all: an earlier report is not lost to one that breaks off. */
async function writeReport(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

function accountId(value: string): string {
  if (!/^acct_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(value))
    throw new InvalidArgumentError(
      'It must be the id of an account, such as acct_01jd3x8q7ve4k9mz2c5h6t0r1w.',
    )
  return value
}
