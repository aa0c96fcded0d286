import type { Database } from '../../data/database.ts'
import { notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { IssuedKey, Keys } from '../keys/keys.ts'
import { type AccountRow, findAccount, insertAccount } from './store.ts'

export interface Accounts {
  get(accountId: string): Promise<AccountRow>
  /** A new account with its first secret key, which may do everything and is shown this once. */
  create(input: { name: string; currency?: string }): Promise<{ accountId: string; key: IssuedKey }>
}

export function createAccounts({ db, keys }: { db: Database; keys: Keys }): Accounts {
  return {
    async get(accountId) {
      const row = await db.forAccount(accountId, findAccount)
      if (!row) throw notFound('account')
      return row
    },

    async create({ name, currency = 'EUR' }) {
      const accountId = newId('acct')
      const key = await db.forAccount(accountId, async (trx) => {
        await insertAccount(trx, { id: accountId, name, currency })
        await keys.issueHosted(trx, accountId)
        return keys.issue(trx, accountId, { type: 'secret', name: 'First key' })
      })
      return { accountId, key }
    },
  }
}
