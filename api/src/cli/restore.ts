import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { KNOWN_MIGRATIONS, migrate } from '../data/migrate.ts'
import { openDatabaseAddress } from '../data/open.ts'
import { occupancy, refill, wipe } from '../data/operator.ts'
import { openObjectStore } from '../drivers/object-store/open.ts'
import { migratePostgresQueue } from '../drivers/task-queue/postgres.ts'
import type { Manifest } from './backup/format.ts'
import { readBackup, readManifest } from './backup/read.ts'
import { createProgress } from './progress.ts'
import { withQueue } from './queue.ts'

export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'Fill an empty installation from an archive that `backup` wrote. The copy sends no webhooks until `vitrine webhooks on`.',
    )
    .argument('<file>', 'the archive')
    .option('--force', 'also where there are accounts already: all of them are removed first')
    .action((file: string, options: { force?: boolean }) => restore(resolve(file), options.force ?? false))
}

async function restore(path: string, force: boolean): Promise<void> {
  const manifest = await readManifest(path)
  checkVersion(manifest)
  const config = readConfig()
  const address = await openDatabaseAddress(config)
  const progress = createProgress()
  try {
    await migrate(address.adminUrl, migratePostgresQueue)
    const { accounts, processes } = await occupancy(address.adminUrl)
    if (processes > 0) throw new Error('Vitrine is running on this database. Stop its API and workers first.')
    if (accounts > 0 && !force)
      throw new Error(
        `This installation is not empty: it has ${accounts} account${accounts === 1 ? '' : 's'}. ` +
          'Restore into another one, or add --force to remove what is here.',
      )
    // Rows are loaded into the schema they were of, and brought up to date as that schema was.
    await wipe(address.adminUrl)
    await migrate(address.adminUrl, migratePostgresQueue, { names: manifest.migrations })
    await withQueue({ config, address }, async (queue) => {
      const files = await openObjectStore(config, config.publicUrl ?? '')
      await refill(address.adminUrl, async (...into) => {
        const end = await readBackup({ path, manifest, files, enqueue: queue.enqueue, into, progress })
        // With the rows, so that there is no moment at which the copy would call anybody.
        await into[0].query(`update instance set webhooks = 'off'`)
        progress.stop()
        const rows = Object.values(end.rows).reduce((sum, n) => sum + n, 0)
        console.log(
          `Restored the backup of ${manifest.createdAt}: ${rows} rows, ${end.files} files, ${end.tasks} tasks.`,
        )
      })
    })
    await migrate(address.adminUrl, migratePostgresQueue)
    console.log('Webhooks are off in this copy. When it is the one that counts: vitrine webhooks on')
  } finally {
    progress.stop()
    await address.release()
  }
}

function checkVersion({ migrations }: Manifest): void {
  const unknown = migrations.filter((name) => !KNOWN_MIGRATIONS.includes(name))
  if (unknown.length > 0)
    throw new Error(
      `The backup is of a newer Vitrine: this one does not know ${unknown.join(', ')}. Restore it with that version.`,
    )
}
