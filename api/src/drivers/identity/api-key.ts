import { ApiError } from '../../errors.ts'
import { allowsOrigin, printableOrigin } from '../../origins.ts'
import { type Authenticator, bearerOf, headerOf, type Principal } from '../../ports/identity.ts'

/** As much of a key as deciding needs. */
export interface PresentedKey {
  id: string
  accountId: string
  type: 'secret' | 'publishable'
  scopes: string[]
  tenantId: string | null
  allowedOrigins: string[]
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
}

export interface ApiKeyOptions {
  /** Checks form and checksum, so that a made-up key costs no query. */
  isWellFormed(text: string, type: 'secret' | 'publishable'): boolean
  hash(text: string): Buffer
  find(hash: Buffer): Promise<PresentedKey | undefined>
  /** Told of each use; must not throw. */
  used(key: PresentedKey): void
}

const refused = (detail: string) => new ApiError('unauthenticated', detail)

/** `Authorization: Bearer sk_…` */
export function secretKeyAuthenticator(options: ApiKeyOptions): Authenticator {
  return {
    hint: 'a secret key (Authorization: Bearer sk_…)',
    isPresent: (credentials) => bearerOf(credentials)?.startsWith('sk_') ?? false,
    async prove(credentials) {
      const text = bearerOf(credentials)!
      return { principal: toPrincipal(await findKey(options, text, 'secret')), secret: text }
    },
  }
}

/** `X-Publishable-Key: pk_…`, from one of the key's origins, or from our own hosted page at `ownOrigin`. */
export function publishableKeyAuthenticator(options: ApiKeyOptions, ownOrigin: string): Authenticator {
  return {
    hint: 'a publishable key (X-Publishable-Key: pk_…)',
    isPresent: (credentials) => headerOf(credentials, 'x-publishable-key') !== undefined,
    async prove(credentials) {
      const text = headerOf(credentials, 'x-publishable-key')!
      const key = await findKey(options, text, 'publishable')
      const origin = headerOf(credentials, 'origin')
      // Browsers name the origin on every request that crosses one; where it is absent the request came from
      // our own page or from no browser, and an origin rule has nothing to protect.
      if (origin !== undefined && origin !== ownOrigin && !allowsOrigin(key.allowedOrigins, origin))
        throw new ApiError('origin_not_allowed', `The key is not allowed on ${printableOrigin(origin)}.`)
      return { principal: toPrincipal(key), secret: text }
    },
  }
}

async function findKey(
  options: ApiKeyOptions,
  text: string,
  type: PresentedKey['type'],
): Promise<PresentedKey> {
  const key = options.isWellFormed(text, type) ? await options.find(options.hash(text)) : undefined
  // One answer for all: which keys there were is nobody's business.
  if (!key || key.type !== type || key.revokedAt || (key.expiresAt && key.expiresAt.getTime() <= Date.now()))
    throw refused('The key is not valid: mistyped, expired or revoked.')
  options.used(key)
  return key
}

function toPrincipal(key: PresentedKey): Principal {
  return {
    accountId: key.accountId,
    id: key.id,
    kind: 'key',
    scopes: new Set(key.scopes),
    tenantId: key.tenantId ?? undefined,
  }
}
