import type { RequestHandler } from 'express'
import { OPERATIONS, type Operation, SECURITY_SCHEMES } from '../contract/operations.ts'
import { ACCOUNT_WIDE } from '../contract/scopes.ts'
import { ApiError } from '../errors.ts'
import type { Authenticator, Credentials, Principal, Proof } from '../ports/identity.ts'
import { exposeToOrigin } from './cors.ts'

declare global {
  namespace Express {
    interface Locals {
      principal: Principal | undefined
      /** What only the caller has; see Proof. */
      callerSecret: string
      /** Throws once the credentials are no longer good; a stream outlives what was looked up at its start. */
      authenticateAgain: () => Promise<unknown>
    }
  }
}

/** A key in an address stands in logs and histories. */
const CREDENTIAL = /\b[sp]k_[0-9A-Za-z]{38}\b|\bps_[\w-]+\.[\w-]+|\beyJ[\w-]+\.[\w-]+\./

/**
 * Lets through whom one of the operation's security requirements lets through: exactly the credentials that it
 * names, none more. Closed unless the contract opens it: a scheme without an authenticator stops the start.
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
    if (CREDENTIAL.test(safelyDecoded(req.url)))
      throw new ApiError(
        'unauthenticated',
        'A credential stands in the address, where logs keep it. Send it in a header, and replace this one.',
      )
    const credentials = { headers: req.headers }
    const requirement = choose(operation, credentials)
    const prove = (proven?: (name: string) => void) => proofOf(Object.keys(requirement), credentials, proven)
    const {
      principal,
      session,
      secret = '',
    } = await prove((name) => {
      // The page that sends a key may read why the session beside it is refused, and get another.
      if (name === 'publishableKey') exposeToOrigin(req, res)
    })
    res.locals.principal = { ...principal!, session }
    res.locals.callerSecret = secret
    res.locals.authenticateAgain = () => prove()
    next()
  }

  /** The requirement that asks for just what is there. */
  function choose(operation: Operation, credentials: Credentials): Record<string, string[]> {
    const present = SECURITY_SCHEMES.filter((name) => authenticators[name]!.isPresent(credentials))
    const readable = present.some((name) => name !== 'publishableKey')
    const strange = credentials.headers.authorization !== undefined && !readable
    const match = operation.security.find((requirement) => {
      const names = Object.keys(requirement)
      return names.length === present.length && names.every((name) => present.includes(name))
    })
    if (match && !strange) return match
    const wanted = operation.security.map((requirement) =>
      Object.keys(requirement)
        .map((name) => authenticators[name]!.hint)
        .join(' together with '),
    )
    const reason = strange
      ? 'The Authorization header holds nothing that is known here. '
      : present.length > 0
        ? 'These credentials are not for this operation. '
        : ''
    throw new ApiError('unauthenticated', `${reason}Send ${wanted.join(', or ')}.`)
  }

  async function proofOf(
    names: string[],
    credentials: Credentials,
    proven: (name: string) => void = () => undefined,
  ): Promise<Proof> {
    const proof: Proof = {}
    for (const name of names) {
      Object.assign(proof, await authenticators[name]!.prove(credentials))
      proven(name)
    }
    return proof
  }
}

/** Refuses whoever may not do this; what is refused counts against the limits all the same. */
export function authorize(): RequestHandler {
  return (_req, res, next) => {
    const { principal, operation } = res.locals
    if (principal) checkScopes(principal, operation.scopes)
    next()
  }
}

function checkScopes({ scopes, tenantId }: Principal, needed: string[]): void {
  const missing = needed.filter((scope) => !scopes.has(scope))
  if (missing.length > 0)
    throw new ApiError('forbidden', `These credentials lack the scope ${missing.join(', ')}.`)
  const why = needed.map((scope) => ACCOUNT_WIDE[scope]).find(Boolean)
  if (tenantId !== undefined && why)
    throw new ApiError('forbidden', `This key is for one tenant, and ${why}.`)
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
