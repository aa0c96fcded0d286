import { priorityInLine, type Tasks } from '../../contract/tasks.ts'
import type { Database } from '../../data/database.ts'
import { newId, newToken } from '../../ids.ts'
import type { TaskQueue } from '../../ports/task-queue.ts'
import type { OutputSpec } from '../../render/encode.ts'
import type { Generations } from './generations.ts'
import { outlookOf } from './outlook.ts'
import * as store from './store.ts'

const TENANTS_AT_A_TIME = 50

/** Decides what has to be rendered. */
export interface Planner {
  /** Task: turns a queued generation into one task for each item that is not up to date. Runs once, however often delivered. */
  plan(payload: Tasks['generation.plan']): Promise<void>
  /** Task: starts a generation for each tenant of an account whose catalogue changed; once, however often delivered. */
  catalogChanged(payload: Tasks['catalog.changed']): Promise<void>
}

export function createPlanner(parts: {
  db: Database
  queue: TaskQueue
  generations: Generations
  outputs: readonly OutputSpec[]
}): Planner {
  const { db, queue, generations, outputs } = parts
  return {
    plan: ({ accountId, generationId }) =>
      db.forAccount(accountId, async (trx) => {
        const row = await store.lockGeneration(trx, generationId)
        if (row?.status !== 'queued') return
        const { tenantId } = row
        const tenant = await store.findTenant(trx, tenantId)
        const outlook = await outlookOf(trx, tenant, outputs)
        await store.deleteRendersExcept(
          trx,
          tenantId,
          outlook.map(({ itemId }) => itemId),
        )
        // One with a picture keeps it until the new one is complete; one without gets a first picture early.
        const planned = outlook.map(({ bare, ...item }, place) => ({
          ...item,
          place,
          first: !item.current && bare,
        }))
        const stale = planned.filter(({ current }) => !current)

        await store.insertGenerationItems(
          trx,
          planned.map(({ current, ...item }) => ({
            ...item,
            accountId,
            generationId,
            status: current ? 'done' : 'pending',
          })),
        )
        const upToDate = planned.filter(({ current }) => current).map(({ itemId }) => itemId)
        await store.setRenderStatus(trx, tenantId, upToDate, 'ready')
        await store.markPending(
          trx,
          stale.map(({ itemId }) => ({ id: newId('rnd'), accountId, tenantId, itemId, status: 'pending' })),
        )
        const now = { status: 'running', startedAt: new Date() } as const
        const running = await store.updateGeneration(trx, generationId, now)
        const firsts = stale.filter(({ first }) => first)
        const [task, begin] =
          firsts.length > 0 ? (['render.first', firsts] as const) : (['render.item', stale] as const)
        await generations.enqueueItems(
          trx,
          running,
          task,
          begin.map(({ itemId }) => itemId),
        )
        await generations.finishIfSettled(trx, running)
      }),

    catalogChanged: ({ accountId, change, afterTenantId = '' }) =>
      db.forAccount(accountId, async (trx) => {
        const tenants = await store.tenantsToRefresh(trx, afterTenantId, TENANTS_AT_A_TIME)
        // One that waits to be planned will see this change too.
        for (const { id } of tenants)
          if (!(await store.holdQueued(trx, id)))
            await generations.startForChange(trx, accountId, id, change ?? newToken())
        const last = tenants.at(-1)
        if (!last || tenants.length < TENANTS_AT_A_TIME) return
        const payload = { accountId, change, afterTenantId: last.id }
        await queue.enqueue(trx, [
          { task: 'catalog.changed', payload, priority: priorityInLine('catalog.changed') },
        ])
      }),
  }
}
