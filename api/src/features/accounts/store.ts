import type { Trx } from '../../data/knex.ts'
import { BaseModel } from '../../data/model.ts'

export class AccountRow extends BaseModel {
  static override tableName = 'accounts'
  declare name: string
  declare currency: string
  declare createdAt: Date
}

export async function insertAccount(
  trx: Trx,
  row: { id: string; name: string; currency: string },
): Promise<void> {
  await AccountRow.query(trx).insert(row)
}

/** The account that the transaction is for. */
export async function findAccount(trx: Trx): Promise<AccountRow | undefined> {
  return AccountRow.query(trx).first()
}
