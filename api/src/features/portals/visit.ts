import type { TenantRow } from '../../data/rows.ts'
import { ApiError, notFound } from '../../errors.ts'
import { type Principal, reaches } from '../../ports/identity.ts'

/**
 * Lets a visitor into a live portal, or throws: every operation of a portal asks this before it reads anything of it.
 * That a portal is private is no secret to whoever has the key; what is in it is.
 */
export function admit<T extends Pick<TenantRow, 'id' | 'access' | 'sessionEpoch'>>(
  who: Principal,
  tenant: T | undefined,
): T {
  if (!tenant || !reaches(who, tenant.id)) throw notFound('portal')
  if (tenant.access === 'public') return tenant
  const { session } = who
  if (!session)
    throw new ApiError(
      'unauthenticated',
      'This portal is private: it needs a portal session (Authorization: Bearer ps_…) beside the publishable key.',
    )
  if (session.tenantId !== tenant.id || session.epoch !== tenant.sessionEpoch)
    throw new ApiError('unauthenticated', 'The portal session is not of this portal, or was ended.')
  return tenant
}
