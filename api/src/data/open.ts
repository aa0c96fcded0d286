import pg from 'pg'
import type { Config } from '../config.ts'
import { joinCluster } from './embedded/shared.ts'

const DATABASE = 'vitrine'

/** Where the database is: the operator's, or the embedded one. */
export interface DatabaseAddress {
  /** For migrations. */
  adminUrl: string
  /** For serving; a pooler in transaction mode may stand in front. */
  appUrl: string
  /** For what needs a session of its own: LISTEN. */
  directUrl: string
  /** Stops the embedded server if nobody else uses it. */
  release(): Promise<void>
}

export async function openDatabaseAddress(
  config: Pick<Config, 'databaseUrl' | 'databaseMigrationUrl' | 'dataDir'>,
): Promise<DatabaseAddress> {
  if (config.databaseUrl) {
    const direct = config.databaseMigrationUrl ?? config.databaseUrl
    const release = async () => undefined
    return { adminUrl: direct, appUrl: config.databaseUrl, directUrl: direct, release }
  }
  const { cluster, leave } = await joinCluster(config.dataDir)
  const client = new pg.Client({ connectionString: cluster.adminUrl('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
  const appUrl = cluster.appUrl(DATABASE)
  return { adminUrl: cluster.adminUrl(DATABASE), appUrl, directUrl: appUrl, release: leave }
}
