import type { Trx } from '../../data/knex.ts'
import { ItemRow, TenantRow } from '../../data/rows.ts'

export async function findItem(trx: Trx, id: string): Promise<ItemRow | undefined> {
  return ItemRow.query(trx).findById(id)
}

export async function findTenant(trx: Trx, id: string): Promise<TenantRow | undefined> {
  return TenantRow.query(trx).findById(id)
}
