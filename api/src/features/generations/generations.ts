import type { Done } from '../../contract/handlers.ts'
import { priorityInLine, REPLACED_KEPT_SECONDS } from '../../contract/tasks.ts'
import type { Cursors } from '../../data/cursor.ts'
import type { Database } from '../../data/database.ts'
import type { Trx } from '../../data/knex.ts'
import type { Page, PageRequest } from '../../data/page.ts'
import { ApiError, notFound } from '../../errors.ts'
import { idFrom, newId } from '../../ids.ts'
import { type Principal, reaches } from '../../ports/identity.ts'
import type { TaskQueue } from '../../ports/task-queue.ts'
import type { EventLog } from '../events/events.ts'
import * as store from './store.ts'

export type Reason = 'tenant_created' | 'logo_changed' | 'catalog_changed' | 'requested'

/** A generation with its counts. */
export interface Generation {
  row: store.GenerationRow
  progress: store.Progress
  failures: store.GenerationItemRow[]
}

export interface Generations {
  /** Notes a generation in the caller's transaction; the work is planned by a task. */
  start(trx: Trx, accountId: string, tenantId: string, reason: Reason): Promise<Generation>
  /** The same for a change of the catalogue, unless that change has its generation already. */
  startForChange(trx: Trx, accountId: string, tenantId: string, change: string): Promise<void>
  create(who: Principal, tenantId: string, done: Done<Generation>): Promise<Generation>
  list(who: Principal, tenantId: string, page: PageRequest): Promise<Page<Generation>>
  get(who: Principal, id: string): Promise<Generation>
  cancel(who: Principal, id: string, done: Done<Generation>): Promise<Generation>
  retry(who: Principal, id: string, done: Done<Generation>): Promise<Generation>
  /** Enqueues the render of items, one task each. */
  enqueueItems(
    trx: Trx,
    row: store.GenerationRow,
    task: 'render.first' | 'render.item',
    itemIds: string[],
  ): Promise<void>
  /** Keeps a tenant's renders as they are until the caller's transaction ends. */
  hold(trx: Trx, tenantId: string): Promise<void>
  /** Notes that an item's picture could not be made. */
  noteFailure(trx: Trx, row: store.GenerationRow, itemId: string, code: string): Promise<void>
  /** Ends a generation whose last item has settled. */
  finishIfSettled(trx: Trx, row: store.GenerationRow): Promise<void>
}

const NOTHING: store.Progress = { total: 0, done: 0, failed: 0 }

export function createGenerations(parts: {
  db: Database
  queue: TaskQueue
  cursors: Cursors
  events: EventLog
}): Generations {
  const { db, queue, cursors, events } = parts

  const start: Generations['start'] = async (trx, accountId, tenantId, reason) => {
    const row = await store.insertGeneration(trx, { id: newId('gen'), accountId, tenantId, reason })
    await enqueuePlan(trx, row)
    return { row, progress: NOTHING, failures: [] }
  }

  const enqueueItems: Generations['enqueueItems'] = async (trx, row, task, itemIds) => {
    const { id: generationId, accountId } = row
    const waiting = (await store.countWaitingItems(trx, row.id, task === 'render.first')) + behind(row)
    await queue.enqueue(
      trx,
      itemIds.map((itemId, at) => ({
        task,
        payload: { accountId, generationId, itemId },
        priority: priorityInLine(task, waiting + at),
      })),
    )
  }

  async function enqueuePlan(trx: Trx, row: store.GenerationRow): Promise<void> {
    const payload = { accountId: row.accountId, generationId: row.id }
    const waiting = (await store.countWaitingPlans(trx, row.id)) + behind(row)
    await queue.enqueue(trx, [
      { task: 'generation.plan', payload, priority: priorityInLine('generation.plan', waiting) },
    ])
  }

  return {
    start,
    enqueueItems,

    async startForChange(trx, accountId, tenantId, change) {
      const id = idFrom('gen', change, tenantId)
      const row = await store.insertNewGeneration(trx, { id, accountId, tenantId, reason: 'catalog_changed' })
      if (row) await enqueuePlan(trx, row)
    },

    hold: store.holdGenerations,

    create: (who, tenantId, done) =>
      changing(who, done, async (trx) => {
        const tenant = reaches(who, tenantId) ? await store.findTenant(trx, tenantId) : undefined
        if (!tenant) throw notFound('tenant')
        return start(trx, who.accountId, tenantId, 'requested')
      }),

    list: (who, tenantId, page) =>
      db.forAccount(who.accountId, async (trx) => {
        if (!reaches(who, tenantId) || !(await store.findTenant(trx, tenantId))) throw notFound('tenant')
        const { data, nextCursor } = await store.listGenerations(trx, cursors, tenantId, page)
        return { data: await withProgress(trx, data), nextCursor }
      }),

    get: (who, id) =>
      db.forAccount(who.accountId, async (trx) => {
        const row = await store.findGeneration(trx, id)
        if (!row || !reaches(who, row.tenantId)) throw notFound('generation')
        return (await withProgress(trx, [row]))[0]!
      }),

    cancel: (who, id, done) =>
      changing(who, done, async (trx) => {
        const row = await lock(trx, who, id)
        if (row.status !== 'queued' && row.status !== 'running')
          throw new ApiError('conflict', `The generation has ended: ${row.status}.`)
        const canceled = await store.moveGenerationItems(trx, id, ['pending'], {
          status: 'canceled',
          claim: null,
        })
        await store.settleCanceled(trx, row.tenantId, canceled)
        const ended = await store.updateGeneration(trx, id, { status: 'canceled', finishedAt: new Date() })
        const [generation] = await withProgress(trx, [ended])
        await noteEnd(trx, ended, generation!.progress)
        return generation!
      }),

    retry: (who, id, done) =>
      changing(who, done, async (trx) => {
        const row = await lock(trx, who, id)
        const again = {
          status: 'pending',
          first: false,
          attempts: 0,
          claim: null,
          code: null,
          detail: null,
        } as const
        const itemIds = await store.moveGenerationItems(trx, id, ['failed', 'canceled'], again)
        // One canceled before it was planned has no items yet, and everything still to do.
        const unplanned = row.status === 'canceled' && row.startedAt === null
        if (itemIds.length === 0 && !unplanned)
          throw new ApiError('conflict', 'The generation has nothing to retry.')
        if (unplanned) {
          const queued = await store.updateGeneration(trx, id, { status: 'queued', finishedAt: null })
          await enqueuePlan(trx, queued)
          return (await withProgress(trx, [queued]))[0]!
        }
        await store.setRenderStatus(trx, row.tenantId, itemIds, 'pending')
        await enqueueItems(trx, row, 'render.item', itemIds)
        const running = await store.updateGeneration(trx, id, { status: 'running', finishedAt: null })
        return (await withProgress(trx, [running]))[0]!
      }),

    async noteFailure(trx, { id: generationId, accountId, tenantId }, itemId, code) {
      const data = { generationId, code }
      await events.record(trx, accountId, { type: 'render.failed', tenantId, resourceId: itemId, data })
    },

    async finishIfSettled(trx, row) {
      const progress = (await store.progressOf(trx, [row.id])).get(row.id) ?? NOTHING
      const { total, done, failed } = progress
      if (done + failed < total) return
      const status = failed === 0 ? 'succeeded' : done === 0 ? 'failed' : 'partially_failed'
      const now = new Date()
      const patch = { status, startedAt: row.startedAt ?? now, finishedAt: now } as const
      await noteEnd(trx, await store.updateGeneration(trx, row.id, patch), progress)
    },
  }

  async function noteEnd(trx: Trx, row: store.GenerationRow, progress: store.Progress): Promise<void> {
    const type =
      `generation.${row.status as 'succeeded' | 'failed' | 'partially_failed' | 'canceled'}` as const
    const data = { reason: row.reason, progress }
    const { accountId, tenantId } = row
    await events.record(trx, accountId, { type, tenantId, resourceId: row.id, data })
    // The first pictures of a tenant replace none.
    if (row.reason === 'tenant_created') return
    await queue.enqueue(trx, [
      {
        task: 'tenant.tidy',
        payload: { accountId, tenantId },
        priority: priorityInLine('tenant.tidy'),
        delaySeconds: REPLACED_KEPT_SECONDS,
      },
    ])
  }

  /** One transaction for the change and what is answered of it. */
  function changing(who: Principal, done: Done<Generation>, work: (trx: Trx) => Promise<Generation>) {
    return db.forAccount(who.accountId, async (trx) => {
      const generation = await work(trx)
      await done(trx, generation)
      return generation
    })
  }

  async function lock(trx: Trx, who: Principal, id: string): Promise<store.GenerationRow> {
    const row = await store.lockGeneration(trx, id)
    if (!row || !reaches(who, row.tenantId)) throw notFound('generation')
    return row
  }
}

/** A change of the catalogue concerns every tenant of an account: whatever somebody waits for goes before it. */
const PLACES_BEHIND = 16

function behind({ reason }: store.GenerationRow): number {
  return reason === 'catalog_changed' ? PLACES_BEHIND : 0
}

async function withProgress(trx: Trx, rows: store.GenerationRow[]): Promise<Generation[]> {
  const ids = rows.map(({ id }) => id)
  const progress = await store.progressOf(trx, ids)
  const failures = await store.failuresOf(trx, ids)
  return rows.map((row) => ({
    row,
    progress: progress.get(row.id) ?? NOTHING,
    failures: failures.filter(({ generationId }) => generationId === row.id),
  }))
}
