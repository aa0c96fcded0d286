import { LRUCache } from 'lru-cache'
import type { Done, Schemas } from '../../contract/handlers.ts'
import { ACCOUNT_WIDE, ALL_SCOPES } from '../../contract/scopes.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Look } from '../../data/look.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import { ApiError, notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Principal } from '../../ports/identity.ts'
import { hashSecret, newSecret, prefixOf } from './secret.ts'
import {
  findKey,
  findPresentedKey,
  insertKey,
  type KeyRow,
  listKeys,
  listPublishable,
  lockKey,
  lookPublishable,
  replaceSecret,
  revokeKey,
  touchKey,
} from './store.ts'

export type { KeyRow }

/** As precise as the contract says; a busy key costs no write on every request. */
const TOUCH_EVERY_MS = 60_000

/** How long a key that was looked up is not looked up again: a revocation holds here at once, elsewhere by then. */
const PRESENTED_MS = 2000
const PRESENTED_MAX = 1000
const HOUR_MS = 3_600_000

/** A key with its whole text, which is known only now. */
export interface IssuedKey {
  row: KeyRow
  secret: string
}

export interface Keys {
  create(
    principal: Principal,
    input: Schemas['ApiKeyCreate'],
    tenantExists: (trx: Trx, id: string) => Promise<boolean>,
    done: Done<IssuedKey>,
  ): Promise<IssuedKey>
  /** A key for one tenant sees the keys for that tenant only, here and below. */
  list(who: Principal, page: PageRequest): Promise<Page<KeyRow>>
  get(who: Principal, id: string): Promise<KeyRow>
  /** A new secret for the same key; the present one works on for `overlapHours`, one from before that no longer. */
  roll(who: Principal, id: string, overlapHours: number, done: Done<IssuedKey>): Promise<IssuedKey>
  revoke(who: Principal, id: string): Promise<void>
  /** Inserts a key in the caller's transaction, with every scope unless told otherwise. */
  issue(
    trx: Trx,
    accountId: string,
    input: Omit<Schemas['ApiKeyCreate'], 'expiresAt'> & { expiresAt?: string },
  ): Promise<IssuedKey>
  /** The account's key for our own hosted pages; never listed. */
  issueHosted(trx: Trx, accountId: string): Promise<void>
  /** The key with this hash, whoever's it is; for authentication. */
  findPresented(hash: Buffer): Promise<KeyRow | undefined>
  /** Notes that a key was used, unless that was noted a moment ago. */
  touch(key: Pick<KeyRow, 'id' | 'accountId' | 'lastUsedAt'>): Promise<void>
  /** For embed snippets: the newest key of the partner's own for each tenant asked. */
  publishableFor(trx: Trx): Promise<(tenantId: string) => string | undefined>
  /** The same in two steps, for whoever reads it together with other things. */
  publishable(): Look<KeyRow>
  newestFor(publishable: KeyRow[], tenantId: string): string | undefined
}

const newestFor: Keys['newestFor'] = (keys, tenantId) =>
  keys.find((key) => !key.hosted && (key.tenantId === null || key.tenantId === tenantId))?.publicKey ??
  undefined

export function createKeys({ db, cursors }: { db: Database; cursors: Cursors }): Keys {
  const presented = new LRUCache<string, KeyRow>({ max: PRESENTED_MAX, ttl: PRESENTED_MS })
  const lookUps = new Map<string, Promise<KeyRow | undefined>>()
  const issue: Keys['issue'] = async (trx, accountId, input) => insert(trx, accountId, input, false)

  return {
    issue,

    async issueHosted(trx, accountId) {
      await insert(trx, accountId, { type: 'publishable', name: 'Hosted pages' }, true)
    },

    async create(principal, input, tenantExists, done) {
      checkInput(principal, input)
      return db.forAccount(principal.accountId, async (trx) => {
        if (input.tenantId && !(await tenantExists(trx, input.tenantId))) throw notFound('tenant')
        const issued = await issue(trx, principal.accountId, input)
        await done(trx, issued)
        return issued
      })
    },

    list: (who, page) =>
      db.forAccount(who.accountId, (trx) => {
        const context = `keys ${who.accountId} ${who.tenantId ?? ''}`
        return listKeys(trx, cursors, context, { tenantId: who.tenantId }, page)
      }),

    get: (who, id) => db.forAccount(who.accountId, (trx) => find(trx, who, id)),

    revoke: (who, id) =>
      db
        .forAccount(who.accountId, async (trx) => {
          const row = await find(trx, who, id)
          await revokeKey(trx, id)
          return row
        })
        .then(forget),

    roll: (who, id, overlapHours, done) =>
      db
        .forAccount(who.accountId, async (trx) => {
          const before = await find(trx, who, id, lockKey)
          checkRoll(who, before)
          const secret = newSecret(before.type)
          const row = await replaceSecret(trx, id, {
            prefix: prefixOf(secret),
            hash: hashSecret(secret).toString('hex'),
            publicKey: before.type === 'publishable' ? secret : null,
            previousHash: overlapHours > 0 ? before.hash : null,
            previousExpiresAt: overlapHours > 0 ? new Date(Date.now() + overlapHours * HOUR_MS) : null,
          })
          await done(trx, { row, secret })
          return { before, issued: { row, secret } }
        })
        .then(({ before, issued }) => {
          forget(before)
          return issued
        }),

    async findPresented(hash) {
      const name = hash.toString('hex')
      return presented.get(name) ?? lookUps.get(name) ?? lookUp(hash, name)
    },

    async touch(key) {
      if (key.lastUsedAt && Date.now() - key.lastUsedAt.getTime() < TOUCH_EVERY_MS) return
      key.lastUsedAt = new Date()
      await db.forAccount(key.accountId, (trx) => touchKey(trx, key.id))
    },

    async publishableFor(trx) {
      const keys = await listPublishable(trx)
      return (tenantId) => newestFor(keys, tenantId)
    },

    publishable: lookPublishable,
    newestFor,
  }

  /** Once for all who ask meanwhile: those who come to a process that has just started all bring the same few keys. */
  function lookUp(hash: Buffer, name: string): Promise<KeyRow | undefined> {
    const running: Promise<KeyRow | undefined> = db
      .forKeyHash(hash, findPresentedKey)
      .then((row) => {
        // The secret before the last roll ends when its overlap does, or the key itself before that.
        if (row?.previousHash === name) row.expiresAt = earlier(row.expiresAt, row.previousExpiresAt)
        // Forgotten meanwhile: what was read may be from before the change.
        if (row && lookUps.get(name) === running) presented.set(name, row)
        return row
      })
      .finally(() => {
        if (lookUps.get(name) === running) lookUps.delete(name)
      })
    lookUps.set(name, running)
    return running
  }

  /** At once in this process; the others look again within PRESENTED_MS. */
  function forget({ hash, previousHash }: KeyRow): void {
    for (const name of previousHash ? [hash, previousHash] : [hash]) {
      presented.delete(name)
      lookUps.delete(name)
    }
  }

  async function find(trx: Trx, who: Principal, id: string, read = findKey): Promise<KeyRow> {
    const row = await read(trx, id)
    if (!row || (who.tenantId !== undefined && who.tenantId !== row.tenantId)) throw notFound('key')
    return row
  }

  async function insert(
    trx: Trx,
    accountId: string,
    input: Parameters<Keys['issue']>[2],
    hosted: boolean,
  ): Promise<IssuedKey> {
    const secret = newSecret(input.type)
    const row = await insertKey(trx, {
      id: newId('key'),
      accountId,
      type: input.type,
      name: input.name,
      prefix: prefixOf(secret),
      hash: hashSecret(secret).toString('hex'),
      publicKey: input.type === 'publishable' ? secret : null,
      hosted,
      scopes: input.type === 'secret' ? (input.scopes ?? allScopes(input.tenantId)) : [],
      tenantId: input.tenantId ?? null,
      allowedOrigins: (input.allowedOrigins ?? []).map(normalOrigin),
      expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
    })
    return { row, secret }
  }
}

/** What the schema cannot say. */
function checkInput(principal: Principal, input: Schemas['ApiKeyCreate']): void {
  const refuse = (path: string, message: string) => {
    throw new ApiError('invalid_request', `${path} ${message}.`, { errors: [{ path, message }] })
  }
  if (input.type === 'publishable') {
    if (!input.allowedOrigins?.length)
      refuse('/allowedOrigins', 'is required for a publishable key; "*" allows any')
    if (input.scopes) refuse('/scopes', 'is for secret keys only')
  } else {
    if (input.allowedOrigins) refuse('/allowedOrigins', 'is for publishable keys only')
    const scopes = input.scopes ?? allScopes(input.tenantId)
    refuseBeyond(principal, scopes)
    const shared = input.tenantId && scopes.findIndex((scope) => ACCOUNT_WIDE[scope])
    if (typeof shared === 'number' && shared >= 0)
      refuse(`/scopes/${shared}`, `is not for a key of one tenant: ${ACCOUNT_WIDE[scopes[shared]!]}`)
  }
  if (principal.tenantId && input.tenantId !== principal.tenantId)
    throw new ApiError('forbidden', 'This key is for one tenant and can only make keys for that tenant.')
  input.allowedOrigins?.forEach((origin, at) => {
    if (origin !== '*' && !URL.canParse(origin)) refuse(`/allowedOrigins/${at}`, 'is not an origin')
  })
  // A leap second passes the schema, and is no time to JavaScript.
  if (input.expiresAt && !(Date.parse(input.expiresAt) > Date.now()))
    refuse('/expiresAt', 'must lie in the future')
}

/** Everything that a key for this tenant, or for all, can be given. */
function allScopes(tenantId: string | undefined): Schemas['Scope'][] {
  return tenantId === undefined ? ALL_SCOPES : ALL_SCOPES.filter((scope) => !ACCOUNT_WIDE[scope])
}

/** Whoever can make or roll a key holds it, and must gain nothing by that. */
function refuseBeyond(principal: Principal, scopes: string[]): void {
  const beyond = scopes.filter((scope) => !principal.scopes.has(scope))
  if (beyond.length > 0)
    throw new ApiError(
      'forbidden',
      `Who lacks ${beyond.join(', ')} may neither give it away nor roll a key that has it.`,
    )
}

function checkRoll(principal: Principal, { scopes, expiresAt }: KeyRow): void {
  refuseBeyond(principal, scopes)
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw new ApiError('conflict', 'The key has expired; make a new one instead.')
}

function earlier(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a < b ? a : b) : (a ?? b)
}

/** As browsers send it: lower case, without a default port. */
function normalOrigin(origin: string): string {
  return origin === '*' ? origin : new URL(origin).origin
}
