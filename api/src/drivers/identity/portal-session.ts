import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../../errors.ts'
import { type Authenticator, bearerOf, type PortalTokens } from '../../ports/identity.ts'

type Payload = [id: string, tenantId: string, epoch: number, expiresAtSeconds: number, subject: string | null]

/** Self-contained: every process that knows the installation's secret can read them, without a query. */
export function createPortalTokens(secret: string): PortalTokens {
  const sign = (payload: string) =>
    createHmac('sha256', secret).update(`portal session\n${payload}`).digest('base64url')
  return {
    issue({ id, tenantId, epoch, subject }, expiresAt) {
      const content: Payload = [id, tenantId, epoch, Math.floor(expiresAt.getTime() / 1000), subject ?? null]
      const payload = Buffer.from(JSON.stringify(content)).toString('base64url')
      return `ps_${payload}.${sign(payload)}`
    },

    open(token) {
      const [payload = ''] = token.slice(3).split('.', 1)
      // The whole text is compared: base64 has several spellings of the same bytes.
      const [given, expected] = [Buffer.from(token), Buffer.from(`ps_${payload}.${sign(payload)}`)]
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      const content = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Payload
      const [id, tenantId, epoch, expiresAtSeconds, subject] = content
      if (expiresAtSeconds * 1000 <= Date.now()) return undefined
      return { id, tenantId, epoch, subject: subject ?? undefined }
    },
  }
}

/** `Authorization: Bearer ps_…`, beside a publishable key. */
export function portalSessionAuthenticator(tokens: PortalTokens): Authenticator {
  return {
    hint: 'a portal session (Authorization: Bearer ps_…)',
    isPresent: (credentials) => bearerOf(credentials)?.startsWith('ps_') ?? false,
    async prove(credentials) {
      const session = tokens.open(bearerOf(credentials)!)
      if (!session) throw new ApiError('unauthenticated', 'The portal session is not valid, or has expired.')
      return { session }
    },
  }
}
