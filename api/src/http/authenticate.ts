import type { RequestHandler } from 'express'
import { OPERATIONS, SECURITY_SCHEMES } from '../contract/operations.ts'
import { ApiError } from '../errors.ts'
import type { Authenticator, Principal } from '../ports/identity.ts'

declare global {
  namespace Express {
    interface Locals {
      principal: Principal | undefined
      /** Throws once the credentials are no longer good; a stream outlives what was looked up at its start. */
      authenticateAgain: () => Promise<unknown>
    }
  }
}

/** The header each scheme reads; a request that fills two of them is ambiguous. */
const CREDENTIAL_HEADERS = ['authorization', 'x-publishable-key']

/**
 * Lets through whom the operation's security schemes let through. Closed unless the contract opens it: a scheme
 * without an authenticator stops the start.
 */
export function authenticate(authenticators: Record<string, Authenticator>): RequestHandler {
  for (const name of new Set([...SECURITY_SCHEMES, ...OPERATIONS.flatMap(({ schemes }) => schemes)])) {
    if (!authenticators[name])
      throw new Error(`the contract's security scheme "${name}" has no authenticator`)
    if (!SECURITY_SCHEMES.includes(name))
      throw new Error(`"${name}" is not a security scheme of the contract`)
  }
  return async (req, res, next) => {
    const { operation } = res.locals
    if (operation.schemes.length === 0) return next()
    if (CREDENTIAL_HEADERS.filter((name) => req.headers[name] !== undefined).length > 1)
      throw new ApiError(
        'unauthenticated',
        'Two credentials were sent; send the one that this operation takes.',
      )
    // One scheme an operation so far; several would be told apart by the header that is present.
    const principal = await authenticators[operation.schemes[0]!]!({ headers: req.headers })
    const missing = operation.scopes.filter((scope) => !principal.scopes.has(scope))
    if (missing.length > 0) throw new ApiError('forbidden', `The key lacks the scope ${missing.join(', ')}.`)
    res.locals.principal = principal
    res.locals.authenticateAgain = () => authenticators[operation.schemes[0]!]!({ headers: req.headers })
    next()
  }
}
