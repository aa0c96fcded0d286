import createKnex, { type Knex } from 'knex'
import { knexSnakeCaseMappers } from 'objection'
import type pg from 'pg'
import { createAliveCheck } from './alive.ts'

/** A transaction with an account (or a key, or a portal's slug) set: the first argument of every query. */
export type Trx = Knex.Transaction

/**
 * A pool on one database. Waits are short on purpose: a request that cannot have a connection is told so (503)
 * instead of hanging, and a connection that a failover left half-open fails instead of waiting for ever.
 */
export function connect(
  url: string,
  options: {
    max?: number
    applicationName?: string
    acquireMs?: number
    /** 0: as long as it takes. */
    queryMs?: number
    /** Said once on each new connection; on a pooler's it would stay for others. */
    session?: string
  } = {},
): Knex {
  const { opened, isAlive } = createAliveCheck()
  return createKnex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: options.applicationName ?? 'vitrine',
      connectionTimeoutMillis: 3000,
      query_timeout: options.queryMs ?? 15_000,
      keepAlive: true,
    } as Knex.PgConnectionConfig,
    pool: {
      min: 0,
      max: options.max ?? 10,
      idleTimeoutMillis: 30_000,
      // Knex knows it and its types do not.
      ...({ validate: isAlive } as object),
      afterCreate: (connection: pg.Client, done: (error: Error | null, connection: pg.Client) => void) => {
        opened(connection)
        if (!options.session) return done(null, connection)
        connection.query(options.session, (error) => done(error, connection))
      },
    },
    acquireConnectionTimeout: options.acquireMs ?? 5000,
    // Whoever asked is told by the error itself; knex would print it a second time.
    log: { warn: silent, error: silent, deprecate: silent, debug: silent },
    ...knexSnakeCaseMappers(),
  })
}

/** One transaction on a connection of its own, however long it takes; `client` is the same connection, as pg's. */
export async function rawTransaction(
  url: string,
  work: (trx: Trx, client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  const connection = { connectionString: url, application_name: 'vitrine-operator', keepAlive: true }
  const knex = createKnex({ client: 'pg', connection, pool: { min: 0, max: 1 } })
  try {
    await knex.transaction(async (trx) => work(trx, await trx.client.acquireConnection()))
  } finally {
    await knex.destroy()
  }
}

function silent(): void {}
