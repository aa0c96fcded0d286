import type { Trx } from '../../data/knex.ts'
import { ItemRow } from '../../data/rows.ts'

export type Named = Pick<ItemRow, 'id' | 'kind' | 'slug' | 'externalId'>

/** Active items that go by one of these names: the account's own id, the slug or ours. */
export async function findNamed(trx: Trx, names: string[]): Promise<Named[]> {
  return ItemRow.query(trx)
    .where({ status: 'active' })
    .where((query) => query.whereIn('externalId', names).orWhereIn('slug', names).orWhereIn('id', names))
    .select('id', 'kind', 'slug', 'externalId')
}
