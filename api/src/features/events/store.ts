import type { Schemas } from '../../contract/handlers.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { BaseModel } from '../../data/model.ts'
import { type Page, type PageRequest, readPage } from '../../data/page.ts'

export type EventType = Schemas['EventType']

export class EventRow extends BaseModel {
  static override tableName = 'events'
  static override jsonAttributes = ['data']
  /** A bigint, which the driver reads as text; never beyond what a double holds exactly. */
  declare sequence: number | string
  declare type: EventType
  declare tenantId: string | null
  declare resourceId: string
  declare resourceVersion: number | null
  declare data: Record<string, unknown>
  declare createdAt: Date
}

export type NewEvent = Pick<
  EventRow,
  'id' | 'type' | 'tenantId' | 'resourceId' | 'resourceVersion' | 'data' | 'createdAt'
>

/** Gives out the next numbers of the account and writes the events under them, in one statement. */
export async function insertEvents(trx: Trx, accountId: string, events: NewEvent[]): Promise<void> {
  await trx.raw(
    `with counter as (
       insert into account_counters as c (account_id, event_sequence) values (:accountId, :count)
       on conflict (account_id) do update set event_sequence = c.event_sequence + :count
       returning event_sequence
     )
     insert into events
       (id, account_id, sequence, type, tenant_id, resource_id, resource_version, data, created_at)
     select e.id, :accountId, counter.event_sequence - :count + e.place, e.type, e."tenantId", e."resourceId",
       e."resourceVersion", e.data, e."createdAt"
     from counter, jsonb_to_recordset(:events::jsonb) as e (place int, id text, type text, "tenantId" text,
       "resourceId" text, "resourceVersion" int, data jsonb, "createdAt" timestamptz)`,
    {
      accountId,
      count: events.length,
      events: JSON.stringify(events.map((event, at) => ({ ...event, place: at + 1 }))),
    },
  )
}

export interface EventFilter {
  type?: EventType | undefined
  afterSequence?: number | undefined
  tenantId?: string | undefined
  since: Date
}

export async function listEvents(
  trx: Trx,
  cursors: Cursors,
  context: string,
  filter: EventFilter,
  page: PageRequest,
): Promise<Page<EventRow>> {
  const query = EventRow.query(trx).where('createdAt', '>=', filter.since)
  if (filter.type) query.where({ type: filter.type })
  if (filter.tenantId) query.where({ tenantId: filter.tenantId })
  if (filter.afterSequence !== undefined) query.where('sequence', '>', filter.afterSequence)
  const direction = filter.afterSequence === undefined ? 'desc' : 'asc'
  return readPage(query, {
    cursors,
    context,
    page,
    keys: [{ column: 'sequence', direction }],
    positionOf: (row) => [Number(row.sequence)],
  })
}

export async function findEvent(trx: Trx, id: string, since: Date): Promise<EventRow | undefined> {
  return EventRow.query(trx).findById(id).where('createdAt', '>=', since)
}

export async function findEvents(trx: Trx, ids: string[], since: Date): Promise<EventRow[]> {
  return EventRow.query(trx).findByIds(ids).where('createdAt', '>=', since)
}

export interface EventsWanted {
  since: Date
  types: EventType[] | null
  tenantId: string | null
  limit: number
}

/** The oldest first. */
export async function eventsSince(
  trx: Trx,
  { since, types, tenantId, limit }: EventsWanted,
): Promise<EventRow[]> {
  const query = EventRow.query(trx).where('createdAt', '>=', since)
  if (types) query.whereIn('type', types)
  if (tenantId !== null) query.where({ tenantId })
  return query.orderBy('sequence').limit(limit)
}

export async function deleteEventsBefore(trx: Trx, before: Date, limit: number): Promise<number> {
  const old = EventRow.query(trx).where('createdAt', '<', before).select('id').limit(limit)
  return EventRow.query(trx).delete().whereIn('id', old)
}
