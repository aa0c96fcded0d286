import { setTimeout as sleep } from 'node:timers/promises'
import type { Knex } from 'knex'
import { APP_ROLE } from './database.ts'
import { connect } from './knex.ts'
import * as initial from './migrations/0001-initial.ts'
import * as idempotency from './migrations/0002-idempotency.ts'
import * as rateLimits from './migrations/0003-rate-limits.ts'
import * as identity from './migrations/0004-identity.ts'
import * as versions from './migrations/0005-versions.ts'
import * as overlays from './migrations/0006-overlays.ts'
import * as waiting from './migrations/0006-waiting.ts'
import * as orders from './migrations/0007-orders.ts'
import * as events from './migrations/0008-events.ts'
import * as webhooks from './migrations/0009-webhooks.ts'
import * as outbox from './migrations/0010-outbox.ts'
import * as restored from './migrations/0011-restored.ts'
import * as orderOrigin from './migrations/0012-order-origin.ts'
import * as audit from './migrations/0013-audit.ts'
import { GRANT_OPERATOR } from './operator.ts'

/** Static, so that a bundle holds them; in the order in which they run. */
const MIGRATIONS: Record<string, Knex.Migration> = {
  '0001-initial': initial,
  '0002-idempotency': idempotency,
  '0003-rate-limits': rateLimits,
  '0004-identity': identity,
  '0005-versions': versions,
  '0006-overlays': overlays,
  '0006-waiting': waiting,
  '0007-orders': orders,
  '0008-events': events,
  '0009-webhooks': webhooks,
  '0010-outbox': outbox,
  '0011-restored': restored,
  '0012-order-origin': orderOrigin,
  '0013-audit': audit,
}

export const KNOWN_MIGRATIONS: readonly string[] = Object.keys(MIGRATIONS)

const sourceOf = (names: readonly string[]): Knex.MigrationSource<string> => ({
  getMigrations: async () => KNOWN_MIGRATIONS.filter((name) => names.includes(name)),
  getMigrationName: (name) => name,
  getMigration: async (name) => MIGRATIONS[name]!,
})

/** Any number that only this uses. */
const LOCK = 7_246_001
/** A lock that is waited for lets nobody past, not even who only reads: so it is asked for briefly, and again later. */
const LOCK_WAIT = '400ms'
const PAUSE_MS = 1000
/** Longer than a backup or a report of the operator's reads. */
const PATIENCE_MS = 600_000
/** lock_not_available, deadlock_detected */
const IN_THE_WAY = new Set(['55P03', '40P01'])

/**
 * Brings the schema and the queue's tables up to date, beneath whoever is served meanwhile. Two at once both succeed:
 * the second waits and finds nothing to do. Needs a user that may create tables and, the first time, a role. With
 * `names` only as far as these.
 */
export async function migrate(
  adminUrl: string,
  migrateQueue: (adminUrl: string) => Promise<void>,
  options: { names?: readonly string[]; patienceMs?: number } = {},
): Promise<string[]> {
  const { names = KNOWN_MIGRATIONS, patienceMs = PATIENCE_MS } = options
  // An index of many rows takes as long as it takes.
  const knex = connect(adminUrl, {
    max: 3,
    applicationName: 'vitrine-migrate',
    queryMs: 0,
    session: `set lock_timeout = '${LOCK_WAIT}'`,
  })
  const lock = await knex.client.acquireConnection()
  try {
    await lock.query('set lock_timeout = 0')
    await lock.query('select pg_advisory_lock($1)', [LOCK])
    const before = await appliedTo(knex)
    await patiently(patienceMs, async () => {
      const source = {
        migrationSource: sourceOf(names),
        tableName: 'migrations',
        // A version that was gone back to finds migrations that it does not know, and works with what they added.
        disableMigrationsListValidation: true,
      }
      // A killed run leaves knex's own lock behind; with ours held, nobody else can be using it.
      if (await knex.schema.hasTable('migrations_lock')) await knex.migrate.forceFreeMigrationsLock(source)
      await knex.migrate.latest(source)
      await knex.raw(GRANT_OPERATOR)
      await migrateQueue(adminUrl)
      await knex.raw(`
        grant ${APP_ROLE} to current_user;
        grant usage on schema pgboss to ${APP_ROLE};
        grant select, insert, update, delete on all tables in schema pgboss to ${APP_ROLE};
        grant usage on all sequences in schema pgboss to ${APP_ROLE};
        grant execute on all functions in schema pgboss to ${APP_ROLE};
      `)
    })
    return (await appliedTo(knex)).filter((name) => !before.includes(name))
  } catch (error) {
    throw await explain(error, knex)
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    await knex.client.releaseConnection(lock)
    await knex.destroy()
  }
}

async function appliedTo(knex: Knex): Promise<string[]> {
  if (!(await knex.schema.hasTable('migrations'))) return []
  return knex('migrations').orderBy('id').pluck('name')
}

/** Again and again while others hold what it needs: each migration is a transaction, done whole or not at all. */
async function patiently(patienceMs: number, work: () => Promise<void>): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!IN_THE_WAY.has((error as { code?: string }).code ?? '') || performance.now() > until) throw error
    }
    await sleep(PAUSE_MS * (0.5 + Math.random()))
  }
}

/** Without the statement, which knex puts before the database's own words. */
async function explain(error: unknown, knex: Knex): Promise<Error> {
  const { message, code = '' } = error as { message: string; code?: string }
  if (IN_THE_WAY.has(code)) {
    const who = await longest(knex).catch(() => 'unknown')
    return new Error(
      `The schema could not be brought up to date: its tables were kept locked by others all the time, longest: ${who}. ` +
        'Let them finish or end them, then start again.',
      { cause: error },
    )
  }
  const reason = message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '')
  const hint =
    code === '42501'
      ? ' The user of DATABASE_URL must be allowed to create tables and, the first time, a role (CREATEROLE).'
      : ''
  return new Error(`The schema could not be brought up to date: ${reason}.${hint}`, { cause: error })
}

/** The transactions that have been open longest, which are those that were waited for. */
async function longest(knex: Knex): Promise<string> {
  const { rows } = await knex.raw(`
    select format('process %s (%s) since %s', pid, coalesce(nullif(application_name, ''), 'unnamed'),
      to_char(xact_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as who
    from pg_stat_activity
    where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
    order by xact_start limit 3`)
  return (rows as { who: string }[]).map(({ who }) => who).join(', ') || 'unknown'
}
