import { LRUCache } from 'lru-cache'
import type { Done, Schemas } from '../../contract/handlers.ts'
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
  revokeKey,
  touchKey,
} from './store.ts'

export type { KeyRow }

type Scope = Schemas['Scope']

export const ALL_SCOPES: Scope[] = [
  'tenants:read',
  'tenants:write',
  'catalog:read',
  'catalog:write',
  'orders:read',
  'orders:write',
  'webhooks:write',
  'keys:write',
]

/** As precise as the contract says; a busy key costs no write on every request. */
const TOUCH_EVERY_MS = 60_000

/** How long a key that was looked up is not looked up again: a revocation holds here at once, elsewhere by then. */
const PRESENTED_MS = 2000
const PRESENTED_MAX = 1000

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
  publishable(trx: Trx): Look<KeyRow>
  newestFor(publishable: KeyRow[], tenantId: string): string | undefined
  /** The key our hosted page of a tenant carries. */
  hostedKey(trx: Trx): Promise<string | undefined>
}

const newestFor: Keys['newestFor'] = (keys, tenantId) =>
  keys.find((key) => !key.hosted && (key.tenantId === null || key.tenantId === tenantId))?.publicKey ??
  undefined

export function createKeys({ db, cursors }: { db: Database; cursors: Cursors }): Keys {
  const presented = new LRUCache<string, KeyRow>({ max: PRESENTED_MAX, ttl: PRESENTED_MS })
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
          const { hash } = await find(trx, who, id)
          await revokeKey(trx, id)
          return hash
        })
        .then((hash) => {
          presented.delete(hash)
        }),

    async findPresented(hash) {
      const name = hash.toString('hex')
      const row = presented.get(name) ?? (await db.forKeyHash(hash, findPresentedKey))
      if (row && !presented.has(name)) presented.set(name, row)
      return row
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

    publishable: listPublishable,
    newestFor,

    async hostedKey(trx) {
      return (await listPublishable(trx)).find(({ hosted }) => hosted)?.publicKey ?? undefined
    },
  }

  async function find(trx: Trx, who: Principal, id: string): Promise<KeyRow> {
    const row = await findKey(trx, id)
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
      scopes: input.type === 'secret' ? (input.scopes ?? ALL_SCOPES) : [],
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
    const beyond = (input.scopes ?? ALL_SCOPES).filter((scope) => !principal.scopes.has(scope))
    if (beyond.length > 0)
      throw new ApiError(
        'forbidden',
        `This key may not give away ${beyond.join(', ')}, which it lacks itself.`,
      )
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

/** As browsers send it: lower case, without a default port. */
function normalOrigin(origin: string): string {
  return origin === '*' ? origin : new URL(origin).origin
}
