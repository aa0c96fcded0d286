import { Command } from 'commander'
import { accountsCommand } from './accounts.ts'
import { demoCommand } from './demo.ts'
import { migrateCommand } from './migrate.ts'

const program = new Command('vitrine')
  .description('Operate a Vitrine installation: the database and files that DATABASE_URL and DATA_DIR name.')
  .showHelpAfterError()
  .addCommand(accountsCommand())
  .addCommand(demoCommand())
  .addCommand(migrateCommand())

program.parseAsync().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
