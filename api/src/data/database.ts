import type { Knex } from 'knex'
import pg from 'pg'
import { ApiError } from '../errors.ts'
import { createAuditLog } from './audit.ts'
import type { Trx } from './knex.ts'
import { type Look, rowsOf, run, writer } from './look.ts'

/** The role that queries run as; it owns nothing and cannot bypass row-level security. */
export const APP_ROLE = 'vitrine_app'

/** The only ways to the tables: each sets, for one transaction, whose rows there are. */
export interface Database {
  /** Sees and changes the rows of one account. */
  forAccount<T>(accountId: string, work: (trx: Trx) => Promise<T>): Promise<T>
  /**
   * Reads the rows of one account by queries that are known beforehand: one way to the database and back for all of
   * them and their transaction, instead of one for each.
   */
  look<Rows extends object[]>(
    accountId: string,
    write: (trx: Trx) => { [At in keyof Rows]: Look<Rows[At]> },
  ): Promise<{ [At in keyof Rows]: Rows[At][] }>
  /** Sees the one key with this hash: how a caller is found before its account is known. */
  forKeyHash<T>(hash: Buffer, work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees the one account that this organization of Clerk is linked to. */
  forClerkOrganization<T>(id: string, work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees the one tenant with this slug: how a hosted page finds its account. */
  forPortalSlug<T>(slug: string, work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees all accounts' webhook deliveries and endpoints, and nothing else: how it is chosen what is sent next. */
  forDispatch<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees no account's rows. */
  forNobody<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /** Throws where the database does not answer; a pool whose connections are all in use is no reason to. */
  check(): Promise<void>
  /** Opens `count` connections, as far as there are as many to be had, so that the first requests need not wait. */
  fill(count: number): Promise<void>
  close(): Promise<void>
}

/** A process that is stopped in the middle of a transaction must not keep its locks from all others for ever. */
const IDLE_TIMEOUT = '10s'
const ATTEMPTS = 4
/** serialization_failure, deadlock_detected */
const YIELDED = new Set(['40001', '40P01'])

/** As long as a partner is likely to ask who changed something: a year and a bit. */
export const AUDIT_KEEP_DAYS = 400

export function createDatabase(
  knex: Knex,
  options: {
    auditKeepDays?: number
    /** A connection of its own for checks; one of the pool's where absent. */
    probe?: Knex
  } = {},
): Database {
  const { auditKeepDays = AUDIT_KEEP_DAYS, probe = knex } = options
  const audit = createAuditLog({ keepDays: auditKeepDays })
  // SET LOCAL alone: a session-wide setting would leak to the pool's next user, here and behind a pooler.
  const within = async <T>(setting: string, value: string, work: (trx: Trx) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await begin(knex, setting, value, work)
      } catch (error) {
        // The database gave one of two transactions up for the other; whole again, it need only wait its turn.
        if (attempt < ATTEMPTS && YIELDED.has(native(error).code)) continue
        throw asApiError(error)
      }
    }
  }
  return {
    forAccount: (accountId, work) =>
      audit.around(accountId, (end) =>
        within('app.account_id', accountId, async (trx) => {
          const result = await work(trx)
          await end(trx)
          return result
        }),
      ),
    look: (accountId, write) => lookOnce(knex, accountId, write),
    forKeyHash: (hash, work) => within('app.key_hash', hash.toString('hex'), work),
    forClerkOrganization: (id, work) => within('app.clerk_org_id', id, work),
    forPortalSlug: (slug, work) => within('app.portal_slug', slug, work),
    forDispatch: (work) => within('app.dispatch', 'on', work),
    forNobody: (work) => within('app.account_id', '', work),
    async check() {
      await probe.raw('select 1').timeout(2000, { cancel: false })
    },
    async fill(count) {
      const opening = Array.from({ length: count }, () => knex.client.acquireConnection())
      for (const opened of await Promise.allSettled(opening))
        if (opened.status === 'fulfilled') await knex.client.releaseConnection(opened.value)
    },
    async close() {
      await Promise.all([knex.destroy(), probe === knex ? undefined : probe.destroy()])
    },
  }
}

/** As much of Knex's transaction as is needed to begin it in words of our own. */
interface Beginning<T> extends Promise<T> {
  begin(connection: unknown): Promise<unknown>
  query(connection: unknown, sql: string): Promise<unknown>
}

/** Begins and sets whose rows there are in one message: every way to the database and back counts in a short read. */
function begin<T>(knex: Knex, setting: string, value: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  const transaction = knex.transaction(work) as unknown as Beginning<T>
  const text = `begin; ${settings(setting, value, `'idle_in_transaction_session_timeout', '${IDLE_TIMEOUT}'`)}`
  // Knex looks it up when it has a connection, which is never before the present turn is over.
  transaction.begin = (connection) => transaction.query(connection, text)
  return transaction
}

function settings(setting: string, value: string, ...more: string[]): string {
  const all = [`'role', '${APP_ROLE}'`, `'${setting}', ${pg.escapeLiteral(value)}`, ...more]
  return `select ${all.map((entry) => `set_config(${entry}, true)`).join(', ')}`
}

async function lookOnce<Rows extends object[]>(
  knex: Knex,
  accountId: string,
  write: (trx: Trx) => { [At in keyof Rows]: Look<Rows[At]> },
): Promise<{ [At in keyof Rows]: Rows[At][] }> {
  const looks = write(writer)
  const first = settings('app.account_id', accountId, `'transaction_read_only', 'on'`)
  try {
    const connection: pg.Client = await knex.client.acquireConnection()
    try {
      const results = await run(connection, first, looks)
      return looks.map((look, at) => rowsOf(look, results[at]!)) as never
    } finally {
      await knex.client.releaseConnection(connection)
    }
  } catch (error) {
    throw asApiError(error)
  }
}

const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** Tells what the database means: away (503), or a value it cannot hold (400); the rest stays as it is. */
export function asApiError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ApiError) return error
  const { code, message } = native(error)
  const away =
    CONNECTION_CODES.has(code) ||
    code.startsWith('08') ||
    ['57P01', '57P02', '57P03'].includes(code) ||
    // Short of connections, of memory, or of room on its disk.
    code.startsWith('53') ||
    error.name === 'KnexTimeoutError' ||
    /Connection terminated|is not queryable|timeout expired|timeout exceeded when trying to connect|Query read timeout/.test(
      message,
    )
  if (away)
    return new ApiError('unavailable', 'The database does not answer at the moment. Please try again.', {
      cause: error,
      headers: { 'Retry-After': '2' },
    })
  if (YIELDED.has(code))
    return new ApiError('unavailable', 'Others are changing the same things. Please try again.', {
      cause: error,
      headers: { 'Retry-After': '1' },
    })
  if (code.startsWith('22'))
    return new ApiError('invalid_request', 'A value cannot be stored.', { cause: error })
  return error
}

/** The name of the unique constraint that an insert or update ran into, if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  return native(error).constraint
}

/** What the driver said, out of Objection's wrapping. */
function native(error: unknown): { code: string; message: string; constraint: string | undefined } {
  const wrapped = error instanceof Error && 'nativeError' in error ? error.nativeError : error
  const {
    code = '',
    message = '',
    constraint,
  } = (wrapped ?? {}) as Record<'code' | 'message' | 'constraint', string>
  return { code: String(code), message, constraint }
}
