import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { migrate } from '../data/migrate.ts'
import { openDatabaseAddress } from '../data/open.ts'
import { migratePostgresQueue } from '../drivers/task-queue/postgres.ts'
import { createLog } from '../log.ts'
import { shutdownSignal } from '../process/signals.ts'
import { supervise } from '../process/supervise.ts'
import { openDemoAccount } from './demo/account.ts'
import { loadCatalogue } from './demo/catalogue.ts'
import { describe } from './demo/report.ts'
import { createTenants } from './demo/tenants.ts'
import { createProgress } from './progress.ts'

export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'Start everything with a sample catalogue and three tenants, and print their portals. Ctrl-C stops it; run again, it goes on with the same data.',
    )
    .addOption(
      new Option('--locale <locale>', 'language of the sample catalogue')
        .choices(['fr', 'en'])
        .default(systemLocale()),
    )
    .action(({ locale }: { locale: 'fr' | 'en' }) => runDemo(locale))
}

async function runDemo(locale: 'fr' | 'en'): Promise<void> {
  const config = readConfig(undefined, { LOG_LEVEL: 'warn' })
  const log = createLog(config.logLevel, { role: 'demo' })
  const failed = Promise.withResolvers<void>()
  // What goes wrong while the catalogue is loaded ends the demo the same way as Ctrl-C: cleanly.
  const stop = Promise.race([shutdownSignal(), failed.promise])
  const aborter = new AbortController()
  void stop.then(() => aborter.abort())
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`

  console.log(config.databaseUrl ? 'Opening the database…' : `Starting PostgreSQL in ${config.dataDir}…`)
  const address = await openDatabaseAddress(config)
  try {
    await migrate(address.adminUrl, migratePostgresQueue)
    console.log('Starting the API and a worker…')
    let problem: unknown
    await supervise({
      databaseUrl: address.appUrl,
      log,
      stop,
      logLevel: config.logLevel,
      ready: () => {
        seed().catch((error) => {
          if (aborter.signal.aborted) return
          problem = error
          failed.resolve()
        })
      },
    })
    if (problem) throw problem
  } finally {
    await address.release()
    console.log('Stopped. The data stays; run npm run demo again to go on.')
  }

  async function seed(): Promise<void> {
    const { signal } = aborter
    const account = await openDemoAccount({ config, appUrl: address.appUrl, baseUrl: publicUrl })
    const progress = createProgress()
    try {
      await loadCatalogue(account.client, locale, progress, signal)
      const tenants = await createTenants(account.client, progress, signal)
      progress.stop()
      console.log(describe({ account, tenants, publicUrl }))
    } finally {
      progress.stop()
    }
  }
}

function systemLocale(): 'fr' | 'en' {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('fr') ? 'fr' : 'en'
}
