import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Context } from '../contract/handlers.ts'
import type { Operation } from '../contract/operations.ts'
import { type Deed, doing, nameResource, recordRefusal } from '../data/audit.ts'
import type { Database } from '../data/database.ts'
import { ApiError, ERRORS } from '../errors.ts'

declare global {
  namespace Express {
    interface Locals {
      /** What the log of changes will say of this request; undefined where it changes nothing of an account. */
      deed: Deed | undefined
    }
  }
}

/** Refusals that tell something: what was malformed, too much or our own fault does not. */
const TOLD = new Set([403, 404, 409, 412, 422])
const ID = /^[a-z]{2,5}_[0-9a-z]{26}$/

/** Whether it is the management of an account, and changes it. */
export function isAudited({ method, scopes }: Operation): boolean {
  return method !== 'GET' && scopes.some((scope) => scope.endsWith(':write'))
}

/** Begins the deed that the request is, once it is known who does it. */
export function audit(): RequestHandler {
  return (_req, res, next) => {
    const { operation, principal, params, requestId } = res.locals
    if (!principal || !isAudited(operation)) return next()
    const resourceId = Object.values(params).findLast((value) => ID.test(value))
    const { id: actorId, kind: actorKind = 'operator' } = principal
    res.locals.deed = {
      actorId,
      actorKind,
      operation: operation.id,
      resourceId,
      requestId,
      recorded: false,
    }
    next()
  }
}

/** Does a request's work as that deed: each transaction that changes something takes the line along. */
export function asDeed<T>(deed: Deed | undefined, work: () => Promise<T>): Promise<T> {
  return deed ? doing(deed, work) : work()
}

/** What is made has its id in the answer, which is sealed within the transaction. */
export function naming(seal: Context['seal']): Context['seal'] {
  return (transaction, answer) => {
    const id = (answer.body as { id?: unknown } | undefined)?.id
    if (typeof id === 'string') nameResource(id)
    return seal(transaction, answer)
  }
}

/** Notes what was refused. It changed nothing, so that its line may be lost with the process. */
export function auditRefusals(db: Database): ErrorRequestHandler {
  return async (error, _req, res, next) => {
    const { deed, principal, log } = res.locals
    if (
      deed &&
      !deed.recorded &&
      principal &&
      error instanceof ApiError &&
      TOLD.has(ERRORS[error.code].status)
    )
      await db
        .forAccount(principal.accountId, (trx) => recordRefusal(trx, principal.accountId, deed, error.code))
        .catch((cause) => log.warn({ err: cause }, 'refusal not noted'))
    next(error)
  }
}
