import pg from 'pg'
import type { Config } from '../config.ts'
import { joinCluster } from './embedded/shared.ts'

const DATABASE = 'vitrine'

/** Where the database is: the operator's, or the embedded one. */
export interface DatabaseAddress {
  /** For migrations. */
  adminUrl: string
  /** For serving. */
  appUrl: string
  /** Stops the embedded server if nobody else uses it. */
  release(): Promise<void>
}

export async function openDatabaseAddress(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
): Promise<DatabaseAddress> {
  if (config.databaseUrl)
    return { adminUrl: config.databaseUrl, appUrl: config.databaseUrl, release: async () => undefined }
  const { cluster, leave } = await joinCluster(config.dataDir)
  const client = new pg.Client({ connectionString: cluster.adminUrl('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
  return { adminUrl: cluster.adminUrl(DATABASE), appUrl: cluster.appUrl(DATABASE), release: leave }
}
