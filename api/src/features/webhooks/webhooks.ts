import { versionMismatch } from '../../contract/etag.ts'
import type { Done, Schemas } from '../../contract/handlers.ts'
import { notifyChange } from '../../data/changes.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import { ApiError, notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Principal } from '../../ports/identity.ts'
import type { Events } from '../events/events.ts'
import type { CheckUrl } from './address.ts'
import { interestOf, WAKE, wants } from './announce.ts'
import { current, newSecret, type Vault } from './secrets.ts'
import * as store from './store.ts'

export type { DeliveryRow, EndpointRow } from './store.ts'

/** An endpoint with the secret that is shown this once. */
export interface Issued {
  row: store.EndpointRow
  secret: string
}

export interface Webhooks {
  list(who: Principal, page: PageRequest): Promise<Page<store.EndpointRow>>
  get(who: Principal, id: string): Promise<store.EndpointRow>
  create(who: Principal, input: Schemas['WebhookEndpointCreate'], done: Done<Issued>): Promise<Issued>
  update(
    who: Principal,
    id: string,
    patch: Schemas['WebhookEndpointUpdate'],
    expected: number | undefined,
  ): Promise<store.EndpointRow>
  remove(who: Principal, id: string, expected: number | undefined): Promise<void>
  rollSecret(who: Principal, id: string, overlapHours: number, done: Done<Issued>): Promise<Issued>
  test(who: Principal, id: string, done: Done<store.DeliveryRow>): Promise<store.DeliveryRow>
  recover(
    who: Principal,
    id: string,
    asked: { since: Date; undeliveredOnly: boolean },
    done: Done<number>,
  ): Promise<number>
  deliveries(
    who: Principal,
    id: string,
    status: store.DeliveryStatus | undefined,
    page: PageRequest,
  ): Promise<Page<store.DeliveryRow>>
  retry(who: Principal, deliveryId: string, done: Done<store.DeliveryRow>): Promise<store.DeliveryRow>
}

const MOST_ENDPOINTS = 50
const MOST_SECRETS = 3
export const MOST_RECOVERED = 10_000
const HOUR_MS = 3_600_000

export function createWebhooks(parts: {
  db: Database
  cursors: Cursors
  events: Events
  vault: Vault
  checkUrl: CheckUrl
  tenantExists: (trx: Trx, id: string) => Promise<boolean>
  now?: () => Date
}): Webhooks {
  const { db, cursors, events, vault, checkUrl, tenantExists, now = () => new Date() } = parts

  return {
    list: (who, page) =>
      db.forAccount(who.accountId, (trx) =>
        store.listEndpoints(
          trx,
          cursors,
          `webhooks ${who.accountId} ${who.tenantId ?? ''}`,
          who.tenantId,
          page,
        ),
      ),

    get: (who, id) =>
      db.forAccount(who.accountId, async (trx) => reachable(who, await store.findEndpoint(trx, id))),

    async create(who, input, done) {
      const { url, description = '', types = null, include = 'thin', format = 'standard' } = input
      if (who.tenantId && input.tenantId !== who.tenantId)
        throw new ApiError('forbidden', 'A key for one tenant makes endpoints for that tenant only.')
      if (input.legacySecret !== undefined && format !== 'legacy')
        throw invalid('/legacySecret', 'belongs to the format legacy')
      await checkUrl(url)
      return db.forAccount(who.accountId, async (trx) => {
        if (input.tenantId && !(await tenantExists(trx, input.tenantId))) throw notFound('tenant')
        if ((await store.countEndpoints(trx)) >= MOST_ENDPOINTS)
          throw new ApiError('conflict', `An account has at most ${MOST_ENDPOINTS} webhook endpoints.`)
        const id = newId('whk')
        const secret = newSecret()
        const row = await store.insertEndpoint(trx, {
          id,
          accountId: who.accountId,
          tenantId: input.tenantId ?? null,
          url,
          description,
          types,
          include,
          format,
          secrets: [{ sealed: vault.seal(id, secret), until: null }],
          legacySecret: input.legacySecret === undefined ? null : vault.seal(id, input.legacySecret),
        })
        const issued = { row, secret }
        await done(trx, issued)
        return issued
      })
    },

    async update(who, id, patch, expected) {
      if (patch.url !== undefined) await checkUrl(patch.url)
      return db.forAccount(who.accountId, async (trx) => {
        const row = await lock(trx, who, id, expected)
        if (patch.status === 'disabled') await store.failPending(trx, id)
        return store.updateEndpoint(trx, row, { ...patch, ...statusColumns(patch.status) })
      })
    },

    remove: (who, id, expected) =>
      db.forAccount(who.accountId, async (trx) => {
        await lock(trx, who, id, expected)
        await store.deleteEndpoint(trx, id)
      }),

    rollSecret: (who, id, overlapHours, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const row = await lock(trx, who, id)
        const at = now()
        const end = new Date(at.getTime() + overlapHours * HOUR_MS)
        const old = current(row.secrets, at).map(({ sealed, until }) => ({
          sealed,
          until: until !== null && new Date(until) < end ? until : end.toISOString(),
        }))
        const secret = newSecret()
        const secrets = [{ sealed: vault.seal(id, secret), until: null }, ...current(old, at)]
        const issued = {
          row: await store.updateEndpoint(trx, row, { secrets: secrets.slice(0, MOST_SECRETS) }),
          secret,
        }
        await done(trx, issued)
        return issued
      }),

    test: (who, id, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const endpoint = enabled(reachable(who, await store.findEndpoint(trx, id)))
        const { accountId } = who
        const type = 'webhook_endpoint.test'
        const tenantId = endpoint.tenantId ?? undefined
        const [event] = await events.record(trx, accountId, { type, tenantId, resourceId: id })
        const [delivery] = await store.insertDeliveries(trx, [
          { id: newId('dlv'), accountId, endpointId: id, eventId: event!.id, eventType: type, dueAt: now() },
        ])
        await notifyChange(trx, WAKE)
        await done(trx, delivery!)
        return delivery!
      }),

    recover: (who, id, { since, undeliveredOnly }, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const endpoint = enabled(reachable(who, await store.lockEndpoint(trx, id)))
        const interest = { ...interestOf(endpoint), since, limit: MOST_RECOVERED + 1 }
        const found = await events.since(trx, interest)
        if (found.length > MOST_RECOVERED)
          throw invalid('/since', `means more than ${MOST_RECOVERED} events; choose a later time`)
        const wanted = found.filter((event) => wants(endpoint, event))
        const rows = wanted.map((event) => ({ id: newId('dlv'), eventId: event.id, eventType: event.type }))
        const count = await store.restartDeliveries(trx, endpoint, rows, { now: now(), undeliveredOnly })
        await notifyChange(trx, WAKE)
        await done(trx, count)
        return count
      }),

    deliveries: (who, id, status, page) =>
      db.forAccount(who.accountId, async (trx) => {
        reachable(who, await store.findEndpoint(trx, id))
        const context = `deliveries ${id} ${status ?? ''}`
        return store.listDeliveries(trx, cursors, context, { endpointId: id, status }, page)
      }),

    retry: (who, deliveryId, done) =>
      db.forAccount(who.accountId, async (trx) => {
        const found = await store.findDelivery(trx, deliveryId)
        const endpoint = found && (await store.lockEndpoint(trx, found.endpointId))
        if (!endpoint || !reaches(who, endpoint)) throw notFound('delivery')
        enabled(endpoint)
        const delivery = await store.restartDelivery(trx, deliveryId, now())
        await notifyChange(trx, WAKE)
        await done(trx, delivery)
        return delivery
      }),
  }

  async function lock(trx: Trx, who: Principal, id: string, expected?: number): Promise<store.EndpointRow> {
    const row = reachable(who, await store.lockEndpoint(trx, id))
    if (expected !== undefined && expected !== row.version) throw versionMismatch()
    return row
  }
}

/** One enabled again starts with a clean slate. */
function statusColumns(status: store.EndpointRow['status'] | undefined): Partial<store.EndpointRow> {
  if (status === undefined) return {}
  if (status === 'disabled') return { status, disabledReason: 'requested' }
  return { status, disabledReason: null, failingSince: null, silent: false, pausedUntil: null }
}

/** The key of one tenant has to do with that tenant's endpoints alone. */
function reaches(who: Principal, row: store.EndpointRow): boolean {
  return who.tenantId === undefined || who.tenantId === row.tenantId
}

function reachable(who: Principal, row: store.EndpointRow | undefined): store.EndpointRow {
  if (!row || !reaches(who, row)) throw notFound('webhook endpoint')
  return row
}

function enabled(row: store.EndpointRow): store.EndpointRow {
  if (row.status === 'enabled') return row
  throw new ApiError('conflict', 'The webhook endpoint is disabled; set its status to enabled first.')
}

function invalid(path: string, message: string): ApiError {
  return new ApiError('invalid_request', `${path} ${message}.`, { errors: [{ path, message }] })
}
