import type { QueryBuilder } from 'objection'
import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { written } from '../../data/look.ts'
import { BaseModel } from '../../data/model.ts'
import { NEWEST_FIRST, type Page, type PageRequest, readPage } from '../../data/page.ts'
import type { KeyType } from './secret.ts'

export class KeyRow extends BaseModel {
  static override tableName = 'api_keys'
  declare type: KeyType
  declare name: string
  declare prefix: string
  declare hash: string
  /** Of the secret before the last roll, as long as it may still work. */
  declare previousHash: string | null
  declare previousExpiresAt: Date | null
  declare publicKey: string | null
  declare hosted: boolean
  declare scopes: string[]
  declare tenantId: string | null
  declare allowedOrigins: string[]
  declare expiresAt: Date | null
  declare revokedAt: Date | null
  declare lastUsedAt: Date | null
  declare createdAt: Date
}

export type NewKey = Pick<
  KeyRow,
  | 'id'
  | 'accountId'
  | 'type'
  | 'name'
  | 'prefix'
  | 'hash'
  | 'publicKey'
  | 'hosted'
  | 'scopes'
  | 'tenantId'
  | 'allowedOrigins'
  | 'expiresAt'
>

export async function insertKey(trx: Trx, row: NewKey): Promise<KeyRow> {
  return KeyRow.query(trx).insert(row).returning('*')
}

export async function findKey(trx: Trx, id: string): Promise<KeyRow | undefined> {
  return KeyRow.query(trx).findOne({ id, hosted: false }).whereNull('revokedAt')
}

/** The key that was presented; the transaction was opened for its hash. */
export async function findPresentedKey(trx: Trx): Promise<KeyRow | undefined> {
  return KeyRow.query(trx).first()
}

export async function listKeys(
  trx: Trx,
  cursors: Cursors,
  context: string,
  filter: { tenantId: string | undefined },
  page: PageRequest,
): Promise<Page<KeyRow>> {
  const query = KeyRow.query(trx).where({ hosted: false }).whereNull('revokedAt')
  if (filter.tenantId !== undefined) query.where({ tenantId: filter.tenantId })
  return readPage(query, {
    cursors,
    context,
    page,
    ...NEWEST_FIRST,
  })
}

export async function lockKey(trx: Trx, id: string): Promise<KeyRow | undefined> {
  return KeyRow.query(trx).findOne({ id, hosted: false }).whereNull('revokedAt').forNoKeyUpdate()
}

export async function replaceSecret(
  trx: Trx,
  id: string,
  secret: Pick<KeyRow, 'prefix' | 'hash' | 'publicKey' | 'previousHash' | 'previousExpiresAt'>,
): Promise<KeyRow> {
  return KeyRow.query(trx).patchAndFetchById(id, secret)
}

export async function revokeKey(trx: Trx, id: string): Promise<void> {
  await KeyRow.query(trx).findById(id).patch({ revokedAt: new Date() })
}

/** Of several requests that find it due, one writes. */
export async function touchKey(trx: Trx, id: string): Promise<void> {
  await KeyRow.query(trx)
    .findById(id)
    .whereRaw(`(last_used_at is null or last_used_at < now() - interval '1 minute')`)
    .patch({ lastUsedAt: new Date() })
}

/** The publishable keys that a page may carry, newest first. */
export function listPublishable(trx: Trx): QueryBuilder<KeyRow, KeyRow[]> {
  return KeyRow.query(trx)
    .where({ type: 'publishable' })
    .whereNull('revokedAt')
    .whereRaw('(expires_at is null or expires_at > now())')
    .orderBy('id', 'desc')
}

export const lookPublishable = written(listPublishable)
