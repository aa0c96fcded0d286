import { verifyToken } from '@clerk/express'
import { ApiError } from '../../errors.ts'
import { type Authenticator, bearerOf } from '../../ports/identity.ts'

export interface ClerkOptions {
  /** PEM of the instance's public key: tokens are verified without asking anybody. */
  jwtKey: string
  /** Where its tokens are issued; follows from the publishable key. */
  issuer: string
  /** Origins whose pages may send their users' tokens here. */
  authorizedParties: string[]
  /** The account that an organization is mapped to. */
  findAccountId(organizationId: string): Promise<string | undefined>
  /** What a role opens. */
  scopesOf(role: string): string[]
}

/** As much of a session token as is read: organizations stand in `o`, in tokens of the first version in `org_…`. */
interface Claims {
  sub?: string
  sid?: string
  azp?: string
  sts?: string
  o?: { id?: string; rol?: string }
  org_id?: string
  org_role?: string
}

const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/
const HINT = 'a Clerk session token (Authorization: Bearer eyJ…)'
const invalid = (detail: string, cause?: unknown) => new ApiError('unauthenticated', detail, { cause })

/** People, by their Clerk session; without a configuration that door is closed. */
export function clerkSessionAuthenticator(options: ClerkOptions | undefined): Authenticator {
  return {
    hint: HINT,
    // A header in JSON begins so in base64; our own keys and sessions do not, and never come here.
    isPresent: (credentials) => JWT.test(bearerOf(credentials) ?? ''),
    async prove(credentials) {
      if (!options) throw invalid('Sessions of people are not accepted here: Clerk is not configured.')
      const { sub, sid, organizationId, role } = read(await verify(bearerOf(credentials)!, options))
      const accountId = await options.findAccountId(organizationId)
      if (!accountId) throw new ApiError('forbidden', 'No account is linked to this organization.')
      return {
        principal: {
          accountId,
          id: sub,
          kind: 'person',
          scopes: new Set(options.scopesOf(role)),
          tenantId: undefined,
        },
        // The token itself is another every minute.
        secret: `${sub} ${sid}`,
      }
    },
  }
}

async function verify(token: string, options: ClerkOptions): Promise<Claims> {
  const { jwtKey, issuer, authorizedParties } = options
  try {
    const claims = (await verifyToken(token, { jwtKey, issuer, authorizedParties })) as unknown as Claims
    // Not left to the library: some of its releases let a token without the claim pass.
    if (!claims.azp || !authorizedParties.includes(claims.azp)) throw new Error('azp')
    return claims
  } catch (error) {
    // What exactly is wrong with it helps nobody but a forger.
    throw invalid('The session token is not valid: expired, not yet valid, or not issued for here.', error)
  }
}

function read(claims: Claims) {
  const { sub, sid, sts } = claims
  if (!sub || !sid) throw invalid('The token is not that of a session.')
  if (sts === 'pending') throw invalid('The session is not complete: finish signing in.')
  const organizationId = claims.o?.id ?? claims.org_id
  const role = (claims.o?.rol ?? claims.org_role ?? '').replace(/^org:/, '')
  if (!organizationId)
    throw new ApiError('forbidden', 'The session has no active organization; choose one and try again.')
  return { sub, sid, organizationId, role }
}
