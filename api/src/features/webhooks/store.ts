import type { Cursors } from '../../data/cursor.ts'
import type { Trx } from '../../data/knex.ts'
import { BaseModel } from '../../data/model.ts'
import { NEWEST_FIRST, type Page, type PageRequest, readPage } from '../../data/page.ts'
import type { EventType } from '../events/events.ts'
import type { KeptSecret } from './secrets.ts'

export class EndpointRow extends BaseModel {
  static override tableName = 'webhook_endpoints'
  static override jsonAttributes = ['secrets']
  declare tenantId: string | null
  declare url: string
  declare description: string
  declare types: EventType[] | null
  declare include: 'thin' | 'full'
  declare format: 'standard' | 'legacy'
  declare status: 'enabled' | 'disabled'
  declare disabledReason: 'requested' | 'failing' | 'gone' | null
  declare secrets: KeptSecret[]
  declare legacySecret: string | null
  declare failingSince: Date | null
  declare silent: boolean
  declare pausedUntil: Date | null
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

export interface Attempt {
  at: string
  status: number | null
  durationMs: number
  error: string | null
  response: string | null
}

export type DeliveryStatus = 'pending' | 'succeeded' | 'failed'

export class DeliveryRow extends BaseModel {
  static override tableName = 'webhook_deliveries'
  static override jsonAttributes = ['attempts']
  declare endpointId: string
  declare eventId: string
  declare eventType: EventType
  declare status: DeliveryStatus
  declare dueAt: Date
  declare tries: number
  declare firstTryAt: Date | null
  declare lease: string | null
  declare leasedUntil: Date | null
  declare attempts: Attempt[]
  declare createdAt: Date
}

export async function insertEndpoint(trx: Trx, row: Partial<EndpointRow>): Promise<EndpointRow> {
  return EndpointRow.query(trx).insert(row).returning('*')
}

export async function countEndpoints(trx: Trx): Promise<number> {
  return EndpointRow.query(trx).resultSize()
}

export async function findEndpoint(trx: Trx, id: string): Promise<EndpointRow | undefined> {
  return EndpointRow.query(trx).findById(id)
}

/** Always before its deliveries: whoever takes both takes them in this order. */
export async function lockEndpoint(trx: Trx, id: string): Promise<EndpointRow | undefined> {
  return EndpointRow.query(trx).findById(id).forNoKeyUpdate()
}

/** What the account's owner changes; how it fares is noted by `noteHealth`. */
export async function updateEndpoint(
  trx: Trx,
  row: EndpointRow,
  patch: Partial<EndpointRow>,
): Promise<EndpointRow> {
  const changed = { ...patch, version: row.version + 1, updatedAt: new Date() }
  return EndpointRow.query(trx).patchAndFetchById(row.id, changed)
}

export async function noteHealth(
  trx: Trx,
  id: string,
  health: Pick<EndpointRow, 'failingSince' | 'silent' | 'pausedUntil'>,
): Promise<void> {
  await EndpointRow.query(trx).findById(id).patch(health)
}

export async function deleteEndpoint(trx: Trx, id: string): Promise<void> {
  await EndpointRow.query(trx).deleteById(id)
}

export async function listEndpoints(
  trx: Trx,
  cursors: Cursors,
  context: string,
  tenantId: string | undefined,
  page: PageRequest,
): Promise<Page<EndpointRow>> {
  const query = EndpointRow.query(trx)
  if (tenantId !== undefined) query.where({ tenantId })
  return readPage(query, { cursors, context, page, ...NEWEST_FIRST })
}

export async function listDeliveries(
  trx: Trx,
  cursors: Cursors,
  context: string,
  filter: { endpointId: string; status?: DeliveryStatus | undefined },
  page: PageRequest,
): Promise<Page<DeliveryRow>> {
  const query = DeliveryRow.query(trx).where({ endpointId: filter.endpointId })
  if (filter.status) query.where({ status: filter.status })
  return readPage(query, { cursors, context, page, ...NEWEST_FIRST })
}

/** Those that are sent anything at all. */
export async function listListeners(trx: Trx): Promise<EndpointRow[]> {
  return EndpointRow.query(trx).where({ status: 'enabled' })
}

export async function insertDeliveries(trx: Trx, rows: Partial<DeliveryRow>[]): Promise<DeliveryRow[]> {
  return rows.length > 0 ? DeliveryRow.query(trx).insert(rows).returning('*') : []
}

export async function findDelivery(trx: Trx, id: string): Promise<DeliveryRow | undefined> {
  return DeliveryRow.query(trx).findById(id)
}

/** A run of tries of its own begins, at once. */
export const anew = (now: Date) => ({ status: 'pending', dueAt: now, tries: 0, firstTryAt: null }) as const

export async function restartDelivery(trx: Trx, id: string, now: Date): Promise<DeliveryRow> {
  return DeliveryRow.query(trx).patchAndFetchById(id, anew(now))
}

/** Sends events to one endpoint, again where they were sent before; answers how many. */
export async function restartDeliveries(
  trx: Trx,
  endpoint: EndpointRow,
  events: { id: string; eventId: string; eventType: EventType }[],
  options: { now: Date; undeliveredOnly: boolean },
): Promise<number> {
  const { rowCount } = await trx.raw(
    `insert into webhook_deliveries as d (id, account_id, endpoint_id, event_id, event_type, due_at)
     select e.id, :accountId, :endpointId, e."eventId", e."eventType", :now
     from jsonb_to_recordset(:events::jsonb) as e (id text, "eventId" text, "eventType" text)
     on conflict (endpoint_id, event_id) do update
       set status = 'pending', due_at = excluded.due_at, tries = 0, first_try_at = null
     ${options.undeliveredOnly ? `where d.status <> 'succeeded'` : ''}`,
    {
      accountId: endpoint.accountId,
      endpointId: endpoint.id,
      now: options.now,
      events: JSON.stringify(events),
    },
  )
  return rowCount as number
}

/** Ends a try, if it is still the caller's: false where another has taken the delivery over since. */
export async function settleDelivery(
  trx: Trx,
  row: Pick<DeliveryRow, 'id' | 'lease'>,
  patch: Partial<DeliveryRow>,
): Promise<boolean> {
  const changed = await DeliveryRow.query(trx)
    .findById(row.id)
    .where({ lease: row.lease })
    .patch({ ...patch, lease: null, leasedUntil: null })
  return changed > 0
}

/** What waits for an endpoint that is not sent anything any more. */
export async function failPending(trx: Trx, endpointId: string): Promise<void> {
  await DeliveryRow.query(trx).where({ endpointId, status: 'pending' }).patch({ status: 'failed' })
}

export async function deleteDeliveriesBefore(trx: Trx, before: Date): Promise<void> {
  await DeliveryRow.query(trx).delete().where('createdAt', '<', before)
}

// What is sent next is chosen among all accounts, in a transaction that is opened for that alone.

/** Endpoints with something due, those that answer first; held until the choice is made. */
export async function holdDueEndpoints(
  trx: Trx,
  now: Date,
  limit: number,
): Promise<{ id: string; silent: boolean }[]> {
  const { rows } = await trx.raw(
    `select e.id, e.silent from webhook_endpoints e
     where e.status = 'enabled' and (e.paused_until is null or e.paused_until <= :now)
       and (select webhooks from instance) = 'on'
       and e.id in (
         select endpoint_id from webhook_deliveries
         where status = 'pending' and due_at <= :now and (leased_until is null or leased_until <= :now)
       )
     order by e.silent, random() limit :limit
     for no key update of e skip locked`,
    { now, limit },
  )
  return rows
}

/** How many are on their way to each. */
export async function inFlight(trx: Trx, endpointIds: string[], now: Date): Promise<Map<string, number>> {
  const rows = (await DeliveryRow.query(trx)
    .whereIn('endpointId', endpointIds)
    .where({ status: 'pending' })
    .where('leasedUntil', '>', now)
    .groupBy('endpointId')
    .select('endpointId', trx.raw('count(*)::int as count'))) as unknown as {
    endpointId: string
    count: number
  }[]
  return new Map(rows.map(({ endpointId, count }) => [endpointId, count]))
}

/** Takes so many of each endpoint, the oldest first, and answers them with their endpoints. */
export async function leaseDeliveries(
  trx: Trx,
  shares: { id: string; count: number }[],
  options: { now: Date; until: Date; lease: string },
): Promise<{ delivery: DeliveryRow; endpoint: EndpointRow }[]> {
  const { rows } = await trx.raw(
    `update webhook_deliveries w
     set lease = :lease, leased_until = :until, tries = tries + 1, first_try_at = coalesce(first_try_at, :now)
     where w.id in (
       select d.id from jsonb_to_recordset(:shares::jsonb) as s (id text, count int)
       cross join lateral (
         select id from webhook_deliveries
         where endpoint_id = s.id and status = 'pending' and due_at <= :now
           and (leased_until is null or leased_until <= :now)
         order by due_at, id limit s.count for update skip locked
       ) d
     ) returning w.id`,
    { ...options, shares: JSON.stringify(shares) },
  )
  const ids = (rows as { id: string }[]).map(({ id }) => id)
  const deliveries = await DeliveryRow.query(trx).findByIds(ids).orderBy('dueAt').orderBy('id')
  const endpoints = await EndpointRow.query(trx).findByIds(shares.map(({ id }) => id))
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]))
  return deliveries.map((delivery) => ({ delivery, endpoint: byId.get(delivery.endpointId)! }))
}
