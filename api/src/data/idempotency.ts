import type { SqlTransaction } from '../ports/task-queue.ts'
import type { Trx } from './knex.ts'

/** What names a call: the same three, the same call. */
export interface CallName {
  accountId: string
  owner: string
  operation: string
  name: string
}

export type Claimed =
  | { kind: 'mine' }
  | { kind: 'running' }
  | { kind: 'other' }
  /** Sealed: the bytes that were kept. */
  | { kind: 'answered'; answer: Buffer }

/** A key whose process died is free again after this; a process that lives renews it well before. */
const LOCK = '10 seconds'
export const RENEW_CALL_MS = 3000
const KEPT = '24 hours'

interface Row {
  token: string
  requestHash: string
  answer: Buffer | null
  locked: boolean
}

/** Takes the key for this call, or says what became of it. Two who race meet at the primary key. */
export async function claimCall(
  trx: Trx,
  call: CallName,
  requestHash: string,
  token: string,
): Promise<Claimed> {
  const { accountId, owner, operation, name } = call
  await trx.raw(
    `delete from idempotency_keys where account_id = ? and created_at < now() - interval '${KEPT}'`,
    [accountId],
  )
  const inserted = await trx.raw(
    `insert into idempotency_keys (account_id, owner, operation, name, request_hash, token, locked_until)
     values (?, ?, ?, ?, ?, ?, now() + interval '${LOCK}') on conflict do nothing`,
    [accountId, owner, operation, name, requestHash, token],
  )
  if (inserted.rowCount === 1) return { kind: 'mine' }
  const found = await trx.raw(
    `select token, request_hash as "requestHash", answer, locked_until > now() as locked
     from idempotency_keys where owner = ? and operation = ? and name = ? for update`,
    [owner, operation, name],
  )
  const row = found.rows[0] as Row | undefined
  // Released between the two statements: whoever asks again finds it free.
  if (!row) return { kind: 'running' }
  if (row.requestHash !== requestHash) return { kind: 'other' }
  if (row.answer) return { kind: 'answered', answer: row.answer }
  if (row.locked) return { kind: 'running' }
  await trx.raw(
    `update idempotency_keys set token = ?, locked_until = now() + interval '${LOCK}'
     where owner = ? and operation = ? and name = ?`,
    [token, owner, operation, name],
  )
  return { kind: 'mine' }
}

/** Keeps the key for a call that takes its time. */
export async function renewCall(
  trx: Trx,
  { owner, operation, name }: CallName,
  token: string,
): Promise<void> {
  await trx.raw(
    `update idempotency_keys set locked_until = now() + interval '${LOCK}'
     where owner = ? and operation = ? and name = ? and token = ? and answer is null`,
    [owner, operation, name, token],
  )
}

/** Keeps the answer; false where the call was taken over by another, whose work this must not stand beside. */
export async function sealCall(
  trx: SqlTransaction,
  { owner, operation, name }: CallName,
  token: string,
  answer: Buffer,
): Promise<boolean> {
  const updated = (await trx.raw(
    `update idempotency_keys set answer = ?
     where owner = ? and operation = ? and name = ? and token = ? and answer is null`,
    [answer, owner, operation, name, token],
  )) as { rowCount: number }
  return updated.rowCount === 1
}

/** Frees the key of a call that did nothing. */
export async function releaseCall(
  trx: Trx,
  { owner, operation, name }: CallName,
  token: string,
): Promise<void> {
  await trx.raw(
    `delete from idempotency_keys
     where owner = ? and operation = ? and name = ? and token = ? and answer is null`,
    [owner, operation, name, token],
  )
}
