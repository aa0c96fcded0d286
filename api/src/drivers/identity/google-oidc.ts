import { OAuth2Client } from 'google-auth-library'
import { ApiError } from '../../errors.ts'
import type { CallerCheck } from '../../ports/caller.ts'

/** PEM by key id. */
export type Certificates = Record<string, string>

/** What Cloud Run leaves of a token that it has checked itself. */
const REMOVED = '.SIGNATURE_REMOVED_BY_GOOGLE'
const ISSUERS = ['https://accounts.google.com', 'accounts.google.com']

/**
 * Lets through who carries a token that Google signed for this audience in the name of this service account. What
 * headers say of themselves counts for nothing.
 */
export function googleCaller(options: {
  audience: string
  serviceAccount: string
  /** Of a server that stands in for Google's; Google where undefined. */
  issuer?: string
  certificates: () => Promise<Certificates>
}): CallerCheck {
  const client = new OAuth2Client()
  const issuers = options.issuer ? [options.issuer] : ISSUERS

  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw refused()
    // Anybody could write such a one, so it counts for nothing.
    if (token.endsWith(REMOVED))
      throw refused('the platform took its signature: deploy the worker with --no-invoker-iam-check')
    const certificates = await options.certificates().catch((cause) => {
      // Says nothing about the token: the task has to come again.
      throw new ApiError('unavailable', 'The certificates cannot be read at the moment.', { cause })
    })
    // Signature and times are the library's; the rest is asked here, so that it can be said which of it was not right.
    const ticket = await client.verifySignedJwtWithCertsAsync(token, certificates).catch(() => undefined)
    const claims = ticket?.getPayload()
    if (!claims) throw refused()
    if (!issuers.includes(claims.iss))
      throw refused('it is issued by another than Google or CLOUD_TASKS_ISSUER')
    if (claims.aud !== options.audience)
      throw refused('it is for another audience than CLOUD_TASKS_WORKER_URL')
    // The library grants five minutes more; a token is made for each call, so none has to be as old.
    if (claims.exp * 1000 <= Date.now()) throw refused()
    if (claims.email !== options.serviceAccount || claims.email_verified !== true)
      throw refused('it is in the name of another than CLOUD_TASKS_SERVICE_ACCOUNT')
  }
}

/** Google's certificates, kept for as long as it says they are good. */
export function googleCertificates(url?: string): () => Promise<Certificates> {
  const client = new OAuth2Client(url ? { endpoints: { oauth2FederatedSignonPemCertsUrl: url } } : {})
  return async () => (await client.getFederatedSignonCertsAsync()).certs as Certificates
}

/**
 * One answer for all: what exactly was wrong helps only whoever should not be here. What whoever set this up may have
 * got wrong is told to the log, of tokens that somebody did sign.
 */
function refused(reason?: string): ApiError {
  const cause = reason === undefined ? {} : { cause: new Error(`a task's token was refused: ${reason}`) }
  return new ApiError(
    'unauthenticated',
    'Only the task queue may call this, with a token of its service account.',
    cause,
  )
}
