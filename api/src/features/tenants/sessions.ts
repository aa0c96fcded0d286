import type { Done, Schemas } from '../../contract/handlers.ts'
import type { Database } from '../../data/database.ts'
import { notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type PortalTokens, type Principal, reaches } from '../../ports/identity.ts'
import * as store from './store.ts'

export interface IssuedSession {
  token: string
  expiresAt: Date
}

/** Sessions of private portals: nothing of one is stored, so that a portal has as many as it has visitors. */
export interface PortalSessions {
  create(
    who: Principal,
    tenantId: string,
    input: Schemas['PortalSessionCreate'],
    done: Done<IssuedSession>,
  ): Promise<IssuedSession>
  /** Ends all there are of a tenant, by beginning a new epoch. */
  revokeAll(who: Principal, tenantId: string): Promise<void>
}

const DEFAULT_TTL_SECONDS = 3600

export function createPortalSessions(parts: { db: Database; tokens: PortalTokens }): PortalSessions {
  const { db, tokens } = parts
  return {
    create: (who, tenantId, { ttlSeconds = DEFAULT_TTL_SECONDS, subject }, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const tenant = reaches(who, tenantId) ? await store.findTenant(trx, tenantId) : undefined
        if (!tenant) throw notFound('tenant')
        // Whole seconds, as in the token.
        const expiresAt = new Date((Math.floor(Date.now() / 1000) + ttlSeconds) * 1000)
        const session = { id: newId('psn'), tenantId, epoch: tenant.sessionEpoch, subject }
        const issued = { token: tokens.issue(session, expiresAt), expiresAt }
        await done(trx, issued)
        return issued
      }),

    revokeAll: (who, tenantId) =>
      db.forAccount(who.accountId, async (trx) => {
        if (!reaches(who, tenantId) || !(await store.beginSessionEpoch(trx, tenantId)))
          throw notFound('tenant')
      }),
  }
}
