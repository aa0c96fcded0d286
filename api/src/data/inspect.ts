import type pg from 'pg'

/** Work that its queue knows nothing of any more, though nobody ended it. */
export interface Stuck {
  accountId: string
  generationId: string
  /** Absent where the generation itself was not planned. */
  itemId: string | null
}

/** Between a row and the task that ends it lie moments, not minutes. */
const GRACE = '5 minutes'

/** `pending` is the SQL of all tasks that are not done. */
export async function findStuckWork(client: pg.ClientBase, pending: string): Promise<Stuck[]> {
  const { rows } = await client.query<Stuck>(
    `with pending as materialized (
       select task, payload->>'generationId' as generation, payload->>'itemId' as item from (${pending}) as tasks
     )
     select account_id as "accountId", id as "generationId", null as "itemId" from generations g
     where status = 'queued' and created_at < now() - interval '${GRACE}'
       and not exists (select from pending where generation = g.id)
     union all
     select i.account_id, generation_id, item_id from generation_items i join generations g on g.id = i.generation_id
     where g.status = 'running' and i.status = 'pending' and g.started_at < now() - interval '${GRACE}'
       and not exists (
         select from pending where generation = g.id and (item = i.item_id or task = 'render.first')
       )`,
  )
  return rows
}
