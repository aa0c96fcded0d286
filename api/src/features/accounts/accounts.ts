import { LRUCache } from 'lru-cache'
import { nameResource } from '../../data/audit.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { ApiError, notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { IssuedKey, Keys } from '../keys/keys.ts'
import {
  type AccountRow,
  findAccount,
  findLinkedAccount,
  insertAccount,
  isLinkedElsewhere,
  linkOrganization,
} from './store.ts'

export interface Accounts {
  get(accountId: string): Promise<AccountRow>
  /** A new account with its first secret key, which may do everything and is shown this once. */
  create(input: {
    name: string
    currency?: string
    clerkOrganizationId?: string
  }): Promise<{ accountId: string; key: IssuedKey }>
  /** Lets the people of an organization in, or none (null); it replaces the organization before. */
  link(accountId: string, organizationId: string | null): Promise<void>
  /** The account that an organization is linked to. */
  findByOrganization(organizationId: string): Promise<string | undefined>
}

/** As long as a key is not looked up again: unlinking holds on all instances within 5 s. */
const LINKED_MS = 2000

export function createAccounts({ db, keys }: { db: Database; keys: Keys }): Accounts {
  const linked = new LRUCache<string, string>({ max: 1000, ttl: LINKED_MS })
  return {
    async get(accountId) {
      const row = await db.forAccount(accountId, findAccount)
      if (!row) throw notFound('account')
      return row
    },

    async create({ name, currency = 'EUR', clerkOrganizationId }) {
      const accountId = newId('acct')
      nameResource(accountId)
      const key = await db.forAccount(accountId, async (trx) => {
        await insertAccount(trx, { id: accountId, name, currency })
        await keys.issueHosted(trx, accountId)
        if (clerkOrganizationId) await link(trx, clerkOrganizationId)
        return keys.issue(trx, accountId, { type: 'secret', name: 'First key' })
      })
      return { accountId, key }
    },

    async link(accountId, organizationId) {
      await db.forAccount(accountId, async (trx) => {
        if (!(await findAccount(trx))) throw notFound('account')
        await link(trx, organizationId)
      })
    },

    async findByOrganization(organizationId) {
      const known = linked.get(organizationId)
      if (known) return known
      const row = await db.forClerkOrganization(organizationId, findLinkedAccount)
      if (row) linked.set(organizationId, row.id)
      return row?.id
    },
  }
}

async function link(trx: Trx, organizationId: string | null): Promise<void> {
  try {
    await linkOrganization(trx, organizationId)
  } catch (error) {
    if (isLinkedElsewhere(error))
      throw new ApiError('conflict', 'Another account is linked to this organization; unlink that first.')
    throw error
  }
}
