import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type ClusterAddress, TEMPLATE } from './template.ts'

/** A database of a test's own, cloned from the migrated template. */
export interface TestDatabase {
  /** As the owner of the tables, past row-level security where it is a superuser: for looking, not for serving. */
  adminUrl: string
  /** As the application. */
  appUrl: string
  /** Runs SQL as the owner; identifiers come back as the database spells them. */
  query<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

export async function createTestDatabase(cluster: ClusterAddress = inject('cluster')): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await onCluster(cluster.adminUrl, `create database ${name} template ${TEMPLATE}`)
  const adminUrl = withDatabase(cluster.adminUrl, name)
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 })
  pool.on('error', () => undefined)
  return {
    adminUrl,
    appUrl: withDatabase(cluster.appUrl, name),
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    async drop() {
      await pool.end()
      await onCluster(cluster.adminUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function onCluster(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
