/** What a caller proved to be. */
export interface Principal {
  accountId: string
  /** Id of the key (or person) that asked. */
  id: string
  /** Undefined for a part of the service itself, which asks for nobody. */
  kind?: 'key' | 'person'
  scopes: ReadonlySet<string>
  /** The one tenant the credential is for; undefined: all of the account's. */
  tenantId: string | undefined
  /** Of the visitor of a private portal, beside a publishable key. */
  session?: PortalSession | undefined
}

/** What lets one visitor into one private portal until it expires. */
export interface PortalSession {
  id: string
  tenantId: string
  /** Sessions of an epoch that is over are revoked. */
  epoch: number
  /** The partner's own id of the visitor. */
  subject: string | undefined
}

/** Makes and reads the tokens of portal sessions. */
export interface PortalTokens {
  issue(session: PortalSession, expiresAt: Date): string
  /** Undefined for what `issue` did not make, or what has expired. */
  open(token: string): PortalSession | undefined
}

/** Whether a credential opens a tenant: one for a single tenant sees no other. */
export function reaches(who: Principal, tenantId: string): boolean {
  return who.tenantId === undefined || who.tenantId === tenantId
}

/** As much of a request as an identity is read from. Header names are lower case. */
export interface Credentials {
  headers: Record<string, string | string[] | undefined>
}

/** What one credential shows; a portal session shows no more than itself. */
export interface Proof {
  principal?: Principal
  session?: PortalSession
  /** What the caller has and the database has not: opens the answers kept for a repetition. */
  secret?: string
}

/** One way of proving who asks. */
export interface Authenticator {
  /** How to send it, for whoever did not. */
  hint: string
  /** Whether the request carries a credential of this kind, by its form alone. */
  isPresent(credentials: Credentials): boolean
  /** Throws an `unauthenticated`, `origin_not_allowed` or `forbidden` ApiError. */
  prove(credentials: Credentials): Promise<Proof>
}

/** A header's text; several of one name count as one. */
export function headerOf({ headers }: Credentials, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** What follows `Bearer` in the Authorization header, if it has that form. */
export function bearerOf(credentials: Credentials): string | undefined {
  return /^Bearer ([^\s]+)$/i.exec(headerOf(credentials, 'authorization') ?? '')?.[1]
}
