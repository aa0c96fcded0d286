import { violatedConstraint } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import { BaseModel } from '../../data/model.ts'

export class AccountRow extends BaseModel {
  static override tableName = 'accounts'
  declare name: string
  declare currency: string
  declare clerkOrgId: string | null
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

/** The account that is linked to an organization; the transaction was opened for that. */
export async function findLinkedAccount(trx: Trx): Promise<AccountRow | undefined> {
  return AccountRow.query(trx).first()
}

export async function linkOrganization(trx: Trx, clerkOrgId: string | null): Promise<void> {
  await AccountRow.query(trx).patch({ clerkOrgId })
}

export function isLinkedElsewhere(error: unknown): boolean {
  return violatedConstraint(error) === 'accounts_clerk_org_id_key'
}
