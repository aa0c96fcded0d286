import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { migrate } from '../data/migrate.ts'
import { openDatabaseAddress } from '../data/open.ts'
import { openObjectStore } from '../drivers/object-store/open.ts'
import { migratePostgresQueue } from '../drivers/task-queue/postgres.ts'
import { shutdownSignal } from '../process/signals.ts'
import { writeBackup } from './backup/write.ts'
import { createProgress } from './progress.ts'

export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'Write database and files, as of one moment, to one archive. The installation may be serving; the file appears only when it is whole.',
    )
    .argument('<file>', 'where to write it, such as vitrine.tar.gz; one of that name is replaced')
    .action(async (file: string) => {
      const config = readConfig()
      const address = await openDatabaseAddress(config)
      const aborter = new AbortController()
      void shutdownSignal().then(() => aborter.abort(new Error('Stopped; no file was written.')))
      const progress = createProgress()
      try {
        await migrate(address.adminUrl, migratePostgresQueue)
        const end = await writeBackup({
          path: resolve(file),
          adminUrl: address.adminUrl,
          files: await openObjectStore(config, config.publicUrl ?? ''),
          progress,
          signal: aborter.signal,
        })
        progress.stop()
        console.log(
          `${resolve(file)}: ${sum(end.rows)} rows, ${end.files} files, ${(end.bytes / 1e6).toFixed(1)} MB.`,
        )
        if (end.missing.length > 0)
          console.error(`${end.missing.length} files that rows name were not there; run vitrine doctor.`)
      } finally {
        progress.stop()
        await address.release()
      }
    })
}

const sum = (rows: Record<string, number>) => Object.values(rows).reduce((total, n) => total + n, 0)
