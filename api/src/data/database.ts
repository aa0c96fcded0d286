import type { Knex } from 'knex'
import { ApiError } from '../errors.ts'
import type { Trx } from './knex.ts'

/** The role that queries run as; it owns nothing and cannot bypass row-level security. */
export const APP_ROLE = 'vitrine_app'

/** The only ways to the tables: each sets, for one transaction, whose rows there are. */
export interface Database {
  /** Sees and changes the rows of one account. */
  forAccount<T>(accountId: string, work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees the one key with this hash: how a caller is found before its account is known. */
  forKeyHash<T>(hash: Buffer, work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees the one tenant with this slug: how a hosted page finds its account. */
  forPortalSlug<T>(slug: string, work: (trx: Trx) => Promise<T>): Promise<T>
  /** Sees no account's rows. */
  forNobody<T>(work: (trx: Trx) => Promise<T>): Promise<T>
  /** Throws where the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}

export function createDatabase(knex: Knex): Database {
  // SET LOCAL alone: a session-wide setting would leak to the pool's next user, here and behind a pooler.
  const within = async <T>(setting: string, value: string, work: (trx: Trx) => Promise<T>): Promise<T> => {
    try {
      return await knex.transaction(async (trx) => {
        await trx.raw(`select set_config('role', '${APP_ROLE}', true), set_config('${setting}', ?, true)`, [
          value,
        ])
        return work(trx)
      })
    } catch (error) {
      throw asApiError(error)
    }
  }
  return {
    forAccount: (accountId, work) => within('app.account_id', accountId, work),
    forKeyHash: (hash, work) => within('app.key_hash', hash.toString('hex'), work),
    forPortalSlug: (slug, work) => within('app.portal_slug', slug, work),
    forNobody: (work) => within('app.account_id', '', work),
    async check() {
      await knex.raw('select 1').timeout(2000, { cancel: false })
    },
    async close() {
      await knex.destroy()
    },
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
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const away =
    CONNECTION_CODES.has(code) ||
    code.startsWith('08') ||
    ['57P01', '57P02', '57P03', '53300'].includes(code) ||
    error.name === 'KnexTimeoutError' ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout/.test(error.message)
  if (away)
    return new ApiError('unavailable', 'The database does not answer at the moment. Please try again.', {
      cause: error,
      headers: { 'Retry-After': '2' },
    })
  if (code.startsWith('22'))
    return new ApiError('invalid_request', 'A value cannot be stored.', { cause: error })
  return error
}

/** The name of the unique constraint that an insert or update ran into, if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const native = 'nativeError' in error ? (error.nativeError as Error) : error
  return 'constraint' in native && typeof native.constraint === 'string' ? native.constraint : undefined
}
