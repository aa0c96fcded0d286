import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { migrate } from '../data/migrate.ts'
import { openDatabaseAddress } from '../data/open.ts'
import { migratePostgresQueue } from '../drivers/task-queue/postgres.ts'

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database schema up to date. Safe to run twice, or twice at once.')
    .action(async () => {
      const address = await openDatabaseAddress(readConfig())
      try {
        const done = await migrate(address.adminUrl, migratePostgresQueue)
        console.log(done.length > 0 ? `Done: ${done.join(', ')}` : 'The schema is up to date.')
      } finally {
        await address.release()
      }
    })
}
