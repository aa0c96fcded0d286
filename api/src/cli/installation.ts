import { randomUUID } from 'node:crypto'
import { type Config, readConfig } from '../config.ts'
import { doing } from '../data/audit.ts'
import { createCursors } from '../data/cursor.ts'
import { createDatabase, type Database } from '../data/database.ts'
import { connect } from '../data/knex.ts'
import { migrate } from '../data/migrate.ts'
import { type DatabaseAddress, openDatabaseAddress } from '../data/open.ts'
import { migratePostgresQueue } from '../drivers/task-queue/postgres.ts'
import { type Accounts, createAccounts } from '../features/accounts/accounts.ts'
import { createKeys, type Keys } from '../features/keys/keys.ts'

/** What a command works on: the same database as the service, which may be running or not. */
export interface Installation {
  config: Config
  db: Database
  accounts: Accounts
  keys: Keys
}

/** Opens the installation, its schema up to date, for one piece of work, which the log of changes knows by `operation`. */
export function withInstallation<T>(
  operation: string,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  return withAddress(async ({ config, address }) => {
    const db = createDatabase(connect(address.appUrl, { max: 2, applicationName: 'vitrine-cli' }), {
      auditKeepDays: config.auditKeepDays,
    })
    try {
      // Commands page through nothing, so no cursor of theirs is ever read.
      const keys = createKeys({ db, cursors: createCursors('') })
      return await asOperator(operation, () =>
        work({ config, db, keys, accounts: createAccounts({ db, keys }) }),
      )
    } finally {
      await db.close()
    }
  })
}

/** What `work` changes is the operator's, in the log of changes by the name of `operation`. */
export function asOperator<T>(operation: string, work: () => Promise<T>): Promise<T> {
  const requestId = `cli_${randomUUID().replaceAll('-', '')}`
  const actor = { actorId: 'operator', actorKind: 'operator' as const }
  return doing({ ...actor, operation, resourceId: undefined, requestId, recorded: false }, work)
}

/** The same for work that needs no more than where the database is. */
export async function withAddress<T>(
  work: (parts: { config: Config; address: DatabaseAddress }) => Promise<T>,
): Promise<T> {
  const config = readConfig()
  const address = await openDatabaseAddress(config)
  try {
    await migrate(address.adminUrl, migratePostgresQueue)
    return await work({ config, address })
  } finally {
    await address.release()
  }
}
