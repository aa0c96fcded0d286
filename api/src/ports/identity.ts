/** What a caller proved to be. */
export interface Principal {
  accountId: string
  /** Id of the key (or person) that asked. */
  id: string
  scopes: ReadonlySet<string>
  /** The one tenant the credential is for; undefined: all of the account's. */
  tenantId: string | undefined
}

/** Whether a credential opens a tenant: one for a single tenant sees no other. */
export function reaches(who: Principal, tenantId: string): boolean {
  return who.tenantId === undefined || who.tenantId === tenantId
}

/** As much of a request as an identity is read from. Header names are lower case. */
export interface Credentials {
  headers: Record<string, string | string[] | undefined>
}

/** One way of proving who asks; throws an `unauthenticated` or `origin_not_allowed` ApiError. */
export type Authenticator = (credentials: Credentials) => Promise<Principal>
