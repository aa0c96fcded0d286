import { Command } from 'commander'
import { accountsCommand } from './accounts.ts'
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { importPrototypeCommand } from './import-prototype.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { webhooksCommand } from './webhooks.ts'

const program = new Command('vitrine')
  .description('Operate a Vitrine installation: the database and files that DATABASE_URL and DATA_DIR name.')
  .showHelpAfterError()
  .addCommand(accountsCommand())
  .addCommand(keysCommand())
  .addCommand(migrateCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(doctorCommand())
  .addCommand(webhooksCommand())
  .addCommand(importPrototypeCommand())

// The sample catalogue and its photos are part of a checkout, not of a build.
if (import.meta.url.endsWith('.ts')) program.addCommand((await import('./demo.ts')).demoCommand())

program.parseAsync().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
