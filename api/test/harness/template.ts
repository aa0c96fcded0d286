import pg from 'pg'
import { migrate } from '../../src/data/migrate.ts'
import { migratePostgresQueue } from '../../src/drivers/task-queue/postgres.ts'

/** What the databases of tests are cloned from. */
export const TEMPLATE = 'vitrine_template'

/** Addresses of a cluster's `postgres` database, as the owner and as the application. */
export interface ClusterAddress {
  adminUrl: string
  appUrl: string
}

export async function makeTemplate(cluster: { adminUrl(database: string): string }): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.adminUrl('postgres') })
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  await migrate(cluster.adminUrl(TEMPLATE), migratePostgresQueue)
}
