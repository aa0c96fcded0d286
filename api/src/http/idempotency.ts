import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../contract/handlers.ts'
import type { Database } from '../data/database.ts'
import {
  type CallName,
  claimCall,
  RENEW_CALL_MS,
  releaseCall,
  renewCall,
  sealCall,
} from '../data/idempotency.ts'
import { ApiError, ERRORS, type ErrorCode, type FieldError } from '../errors.ts'

/** An answer as it is sent. */
export interface AnyAnswer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** What is kept: an answer, or the error that began executing and refused. */
type Kept = { answer: AnyAnswer } | { problem: { code: ErrorCode; detail: string; errors?: FieldError[] } }

export interface KeyedCall extends CallName {
  /** SHA-256 over address and raw body. */
  requestHash: string
  /** The caller's own secret, which alone opens what is kept. */
  credential: string
}

/** Refusals that follow from the state the call met, and so belong to it; the others leave the key as it was. */
const KEPT_PROBLEMS = new Set([404, 409, 412, 422])

/** By then a key is free by itself. */
const GIVE_UP_MS = 60_000

/** Runs a call at most once under its key; a repetition gets the first answer again. */
export function createIdempotency(db: Database) {
  return async (call: KeyedCall, work: (seal: Context['seal']) => Promise<AnyAnswer>): Promise<AnyAnswer> => {
    const token = randomUUID()
    const claim = await db.forAccount(call.accountId, (trx) => claimCall(trx, call, call.requestHash, token))
    if (claim.kind === 'other')
      throw new ApiError(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another body; use a new one.',
      )
    if (claim.kind === 'running')
      throw new ApiError(
        'idempotency_in_progress',
        'A call with this Idempotency-Key is running; ask again shortly.',
        {
          headers: { 'Retry-After': '1' },
        },
      )
    if (claim.kind === 'answered') return replay(open(call, claim.answer))

    // Most calls are over before the first time. One that fails leaves two more; should they all, whoever takes the
    // call over keeps this one from being sealed.
    const renewing = setInterval(() => {
      db.forAccount(call.accountId, (trx) => renewCall(trx, call, token)).catch(() => undefined)
    }, RENEW_CALL_MS)
    let sealed = false
    const keep = async (trx: Parameters<Context['seal']>[0], kept: Kept) => {
      if (!(await sealCall(trx, call, token, close(call, kept))))
        throw new ApiError(
          'idempotency_in_progress',
          'The call took too long and was taken over by its repetition.',
        )
    }
    try {
      const answer = await work(async (trx, answer) => {
        await keep(trx, { answer })
        sealed = true
      })
      if (!sealed) throw new Error(`${call.operation} did not seal its answer`)
      return answer
    } catch (error) {
      await settle(error).catch((failure) => {
        if (isAway(failure)) void releaseLater()
        throw failure
      })
      throw error
    } finally {
      clearInterval(renewing)
    }

    /** The repetition comes as soon as the database is back, and finds the key free then instead of a minute later. */
    async function releaseLater(): Promise<void> {
      const until = Date.now() + GIVE_UP_MS
      let waitMs = 250
      let away = true
      while (away && Date.now() < until) {
        await sleep(waitMs, undefined, { ref: false })
        waitMs = Math.min(2 * waitMs, 2000)
        away = await db
          .forAccount(call.accountId, (trx) => releaseCall(trx, call, token))
          .then(() => false, isAway)
      }
    }

    async function settle(error: unknown): Promise<void> {
      const known =
        error instanceof ApiError && KEPT_PROBLEMS.has(ERRORS[error.code].status) ? error : undefined
      await db.forAccount(call.accountId, async (trx) => {
        if (!known || known.code === 'idempotency_in_progress') return releaseCall(trx, call, token)
        const { code, message: detail, errors } = known
        await keep(trx, { problem: { code, detail, errors } })
      })
    }
  }
}

const isAway = (error: unknown): boolean => error instanceof ApiError && error.code === 'unavailable'

function replay(kept: Kept): AnyAnswer {
  const headers = { 'Idempotent-Replayed': 'true' }
  if ('answer' in kept) return { ...kept.answer, headers: { ...kept.answer.headers, ...headers } }
  const { code, detail, errors } = kept.problem
  throw new ApiError(code, detail, { errors, headers })
}

/** AES-256-GCM under a key made of the caller's credential (HKDF, RFC 5869): 12 bytes nonce, 16 tag, then the text. */
function close(call: KeyedCall, kept: Kept): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(call), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(kept)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

function open(call: KeyedCall, bytes: Buffer): Kept {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(call), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()
    return JSON.parse(text) as Kept
  } catch (cause) {
    throw new ApiError(
      'idempotency_key_reused',
      'The call was made before its key was rolled or its session ended, and its answer opens to those only. It was done once.',
      { cause },
    )
  }
}

function keyOf({ credential, operation, name }: KeyedCall): Buffer {
  return Buffer.from(hkdfSync('sha256', credential, `${operation} ${name}`, 'vitrine idempotency', 32))
}

/** Names a request by what was sent, byte by byte: never by what a parser made of it. */
export function hashRequest(path: string, parts: Uint8Array[]): string {
  const hash = createHash('sha256').update(path)
  for (const part of parts) hash.update(`\n${part.byteLength}\n`).update(part)
  return hash.digest('hex')
}
