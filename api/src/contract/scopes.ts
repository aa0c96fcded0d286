import type { Schemas } from './handlers.ts'

export type Scope = Schemas['Scope']

export const ALL_SCOPES: Scope[] = [
  'tenants:read',
  'tenants:write',
  'catalog:read',
  'catalog:write',
  'orders:read',
  'orders:write',
  'webhooks:write',
  'keys:write',
  'audit:read',
]

/** What every tenant of an account shares is not for a key of one of them: why, by scope. */
export const ACCOUNT_WIDE: Partial<Record<string, string>> = {
  'catalog:write': 'the catalogue is shared by all tenants of the account',
  'audit:read': 'the audit log tells of all tenants of the account',
}

const ADMINISTRATION = new Set<Scope>(['keys:write', 'webhooks:write', 'audit:read'])

/** What a person's role in their organization opens; a role that is not known here opens nothing. */
export function scopesOfRole(role: string): Scope[] {
  if (role === 'admin') return ALL_SCOPES
  return role === 'member' ? ALL_SCOPES.filter((scope) => !ADMINISTRATION.has(scope)) : []
}
