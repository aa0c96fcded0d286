import { versionMismatch } from '../../contract/etag.ts'
import type { Done, Schemas } from '../../contract/handlers.ts'
import { priorityInLine } from '../../contract/tasks.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import { ApiError, notFound } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Principal, reaches } from '../../ports/identity.ts'
import type { LogoPreparer } from '../../ports/logo-preparer.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { Outbound } from '../../ports/outbound.ts'
import type { TaskQueue } from '../../ports/task-queue.ts'
import { isReserved, numbered, slugify } from '../../slug.ts'
import type { EventLog } from '../events/events.ts'
import type { Generation, Generations } from '../generations/generations.ts'
import type { KeyRow, Keys } from '../keys/keys.ts'
import { createLogos, type LogoSource } from './logos.ts'
import * as store from './store.ts'
import { tidyTenant } from './tidy.ts'

/** A tenant with what its embed snippet needs. */
export interface Tenant {
  row: store.TenantRow
  publishableKey: string | undefined
}

export interface Tenants {
  list(who: Principal, filter: { externalId?: string }, page: PageRequest): Promise<Page<Tenant>>
  get(who: Principal, id: string): Promise<Tenant>
  create(
    who: Principal,
    /** `archived` is for what is brought over from elsewhere and not fit to be shown yet. */
    input: Schemas['TenantCreate'] & { status?: 'archived' },
    logo: Uint8Array | undefined,
    done: Done<Tenant & { generation: Generation | null }>,
  ): Promise<Tenant & { generation: Generation | null }>
  update(
    who: Principal,
    id: string,
    patch: Schemas['TenantUpdate'],
    expected: number | undefined,
  ): Promise<Tenant>
  setLogo(
    who: Principal,
    id: string,
    logo: LogoSource,
    expected: number | undefined,
  ): Promise<Tenant & { generation: Generation | null }>
  remove(who: Principal, id: string, expected: number | undefined): Promise<void>
  renders(who: Principal, id: string, page: PageRequest): Promise<Page<store.RenderRow>>
  exists(trx: Trx, id: string): Promise<boolean>
  /** Task: removes the files of a tenant whose rows are gone. */
  purge(accountId: string, tenantId: string): Promise<void>
  /** Task: removes files that were replaced a while ago. */
  tidy(accountId: string, tenantId: string, now?: number): Promise<void>
}

export interface TenantParts {
  db: Database
  queue: TaskQueue
  files: ObjectStore
  logoPreparer: LogoPreparer
  outbound: Outbound
  cursors: Cursors
  keys: Keys
  generations: Generations
  events: EventLog
}

const SLUG_TRIES = 1000

export function createTenants(parts: TenantParts): Tenants {
  const { db, queue, files, cursors, keys, generations, events } = parts
  const logos = createLogos(parts)

  return {
    list: (who, filter, page) =>
      db.forAccount(who.accountId, async (trx) => {
        const context = `tenants ${who.accountId} ${who.tenantId ?? ''} ${filter.externalId ?? ''}`
        const where = { ...filter, id: who.tenantId }
        const { data, nextCursor } = await store.listTenants(trx, cursors, context, where, page)
        const keyFor = await keys.publishableFor(trx)
        return { data: data.map((row) => ({ row, publishableKey: keyFor(row.id) })), nextCursor }
      }),

    async get(who, id) {
      if (!reaches(who, id)) throw notFound('tenant')
      const [[row], publishable] = await db.look<[store.TenantRow, KeyRow]>(who.accountId, () => [
        store.lookTenant(id),
        keys.publishable(),
      ])
      if (!row) throw notFound('tenant')
      return { row, publishableKey: keys.newestFor(publishable, id) }
    },

    async create(who, { logoUrl, ...input }, file, done) {
      if (who.tenantId)
        throw new ApiError('forbidden', 'This key is for one tenant and cannot create another.')
      const wanted = chooseSlug(input)
      checkSettings(input.settings)
      const { accountId } = who
      const id = newId('tnt')
      // Refused before any work is done on the logo; the unique indexes decide when two race.
      await db.forAccount(accountId, (trx) => refuseKnownExternalId(trx, input.externalId))
      const logo = logoUrl === undefined ? file : { logoUrl }
      const stored = logo ? await logos.store(accountId, id, logo) : null
      try {
        return await db.forAccount(accountId, async (trx) => {
          const { slug: given, ...fields } = input
          const row = await insert(
            trx,
            { locale: 'en', ...fields, id, accountId, slug: wanted, logo: stored },
            !given,
          )
          const generation = stored ? await generations.start(trx, accountId, id, 'tenant_created') : null
          const tenant = { ...(await withKey(trx, row)), generation }
          await note(trx, 'created', row)
          await done(trx, tenant)
          return tenant
        })
      } catch (error) {
        // Not where it may be there all the same: a commit whose answer was lost has happened.
        const absent = await db
          .forAccount(accountId, async (trx) => !(await store.tenantExists(trx, id)))
          .catch(() => false)
        if (stored && absent) await files.deletePrefix(`${accountId}/${id}/`)
        if (!store.isDuplicateExternalId(error)) throw error
        await db.forAccount(accountId, (trx) => refuseKnownExternalId(trx, input.externalId))
        throw error
      }
    },

    update: (who, id, patch, expected) =>
      change(who, id, expected, async (trx, row) => {
        // While it was archived, changes of the catalogue passed it by.
        if (patch.status === 'active' && row.status === 'archived' && row.logo)
          await generations.start(trx, who.accountId, id, 'catalog_changed')
        checkSettings(patch.settings)
        if (patch.slug !== undefined) chooseSlug({ name: '', slug: patch.slug })
        return patch as Partial<store.TenantRow>
      }).then(({ tenant }) => tenant),

    async setLogo(who, id, logo, expected) {
      const known =
        reaches(who, id) && (await db.forAccount(who.accountId, async (trx) => store.findTenant(trx, id)))
      if (!known) throw notFound('tenant')
      const stored = await logos.store(who.accountId, id, logo)
      let generation: Generation | null = null
      const { tenant } = await change(who, id, expected, async (trx) => {
        generation = await generations.start(trx, who.accountId, id, 'logo_changed')
        return { logo: stored }
      }).catch(async (error) => {
        // Deleted meanwhile, and its files with it, perhaps before these were written.
        if (error instanceof ApiError && error.code === 'not_found')
          await files.deletePrefix(`${who.accountId}/${id}/`)
        throw error
      })
      await logos.keep(stored)
      return { ...tenant, generation }
    },

    remove: (who, id, expected) =>
      db.forAccount(who.accountId, async (trx) => {
        // In the order in which a worker takes them: otherwise the two may wait for each other.
        await generations.hold(trx, id)
        const row = await lock(trx, who, id, expected)
        await store.deleteTenant(trx, id)
        const payload = { accountId: who.accountId, tenantId: id }
        await queue.enqueue(trx, [
          { task: 'tenant.purge', payload, priority: priorityInLine('tenant.purge') },
        ])
        await note(trx, 'deleted', row)
      }),

    renders: (who, id, page) =>
      db.forAccount(who.accountId, async (trx) => {
        if (!reaches(who, id) || !(await store.tenantExists(trx, id))) throw notFound('tenant')
        return store.listRenders(trx, cursors, id, page)
      }),

    exists: store.tenantExists,

    purge: (accountId, tenantId) => files.deletePrefix(`${accountId}/${tenantId}/`),

    tidy: (accountId, tenantId, now) => tidyTenant({ db, files }, accountId, tenantId, now),
  }

  async function note(
    trx: Trx,
    what: 'created' | 'updated' | 'deleted',
    row: store.TenantRow,
  ): Promise<void> {
    const { id, accountId, slug, externalId, version } = row
    const data = { slug, externalId }
    await events.record(trx, accountId, {
      type: `tenant.${what}`,
      tenantId: id,
      resourceId: id,
      version,
      data,
    })
  }

  async function withKey(trx: Trx, row: store.TenantRow): Promise<Tenant> {
    return { row, publishableKey: (await keys.publishableFor(trx))(row.id) }
  }

  async function lock(trx: Trx, who: Principal, id: string, expected: number | undefined) {
    const row = reaches(who, id) ? await store.lockTenant(trx, id) : undefined
    if (!row) throw notFound('tenant')
    if (expected !== undefined && expected !== row.version) throw versionMismatch()
    return row
  }

  async function change(
    who: Principal,
    id: string,
    expected: number | undefined,
    work: (trx: Trx, row: store.TenantRow) => Promise<Partial<store.TenantRow>>,
  ): Promise<{ tenant: Tenant }> {
    try {
      return await db.forAccount(who.accountId, async (trx) => {
        const row = await lock(trx, who, id, expected)
        const updated = await store.updateTenant(trx, row, await work(trx, row))
        const tenant = await withKey(trx, updated)
        await note(trx, 'updated', updated)
        return { tenant }
      })
    } catch (error) {
      if (store.isDuplicateSlug(error)) throw new ApiError('slug_taken', 'The slug is taken.')
      if (store.isDuplicateExternalId(error))
        throw new ApiError('conflict', 'Another tenant has this externalId.')
      throw error
    }
  }
}

async function refuseKnownExternalId(trx: Trx, externalId: string | undefined): Promise<void> {
  const known = externalId === undefined ? undefined : await store.findByExternalId(trx, externalId)
  if (!known) return
  throw new ApiError('conflict', `The tenant ${known.id} (${known.slug}) has this externalId.`, {
    errors: [{ path: '/externalId', message: `is taken by ${known.id}` }],
  })
}

function chooseSlug({ name, slug }: { name: string; slug?: string }): string {
  const wanted = slug ?? slugify(name)
  const refuse = (message: string) => {
    throw new ApiError('invalid_request', `/slug ${message}.`, { errors: [{ path: '/slug', message }] })
  }
  if (wanted === '') refuse('is required, because the name has no letter or digit to make one of')
  if (isReserved(wanted)) refuse(slug === undefined ? `is required: "${wanted}" is reserved` : 'is reserved')
  return wanted
}

function checkSettings(settings: Schemas['TenantSettings'] | undefined): void {
  const { min, max } = settings?.leadTimeWeeks ?? { min: 0, max: 0 }
  if (min <= max) return
  const problem = { path: '/settings/leadTimeWeeks/max', message: 'must not be less than min' }
  throw new ApiError('invalid_request', `${problem.path} ${problem.message}.`, { errors: [problem] })
}

/** Takes the first slug that is free; asking the index, so that two who race cannot both get it. */
async function insert(trx: Trx, row: store.NewTenant, mayNumber: boolean): Promise<store.TenantRow> {
  for (let n = 1; n <= (mayNumber ? SLUG_TRIES : 1); n += 1) {
    const inserted = await store.insertTenant(trx, { ...row, slug: numbered(row.slug, n) })
    if (inserted) return inserted
  }
  throw new ApiError('slug_taken', `The slug ${row.slug} is taken.`)
}
