/** Every task by name, with what it carries: ids only, never contents or contact data. */
export interface Tasks {
  /** Works out which items of a tenant need a new render, and enqueues them. */
  'generation.plan': { accountId: string; generationId: string }
  /** Makes the first picture of an item that has none yet, and enqueues `render.item` for it. */
  'render.first': { accountId: string; generationId: string; itemId: string }
  /** Brings one item of one generation up to date. */
  'render.item': { accountId: string; generationId: string; itemId: string }
  /**
   * An item's picture changed: starts a generation for each tenant, some at a time, from `afterTenantId` on. `change`
   * tells a repetition from the next change; what was enqueued before there was one has none.
   */
  'catalog.changed': { accountId: string; change?: string; afterTenantId?: string }
  /** Removes a deleted tenant's files, after its rows are gone. */
  'tenant.purge': { accountId: string; tenantId: string }
  /** Removes a tenant's files that nothing shows any more. */
  'tenant.tidy': { accountId: string; tenantId: string }
  /** Removes the account's events that are kept no longer. */
  'event.clean': { accountId: string }
}

export type TaskName = keyof Tasks

/** Tasks of which an account may have thousands at once, and the place in its line where they begin. */
const FIRST_PLACE = {
  'generation.plan': 0,
  'render.first': 0,
  // Some places behind: the first usable picture of every item comes before the second of any.
  'render.item': 8,
  'catalog.changed': 16,
  'tenant.purge': 100,
  'tenant.tidy': 100,
} as const

/** How long replaced pictures and logos stay: as long as a page that shows them may be open, or kept somewhere. */
export const REPLACED_KEPT_SECONDS = 86_400

type TaskInLine = keyof typeof FIRST_PLACE

/** Longer than the work of any one place takes, so that a line is always done sooner than its last turn comes. */
const SECONDS_A_PLACE = 10
const EPOCH = Date.UTC(2026, 0)

/**
 * The priority that gives a task its turn: the present time, and ten seconds more for each task of the account that
 * waits before it. Workers take the earliest turn. Whoever comes with nothing waiting so stands before what is left
 * of anybody's long line; and as time goes on, the end of a long line comes before those who arrive later still.
 */
export function priorityInLine(task: TaskInLine, waiting = 0, now = Date.now()): number {
  return -Math.round((now - EPOCH) / 1000 + (FIRST_PLACE[task] + waiting) * SECONDS_A_PLACE)
}

/** What is short and comes alone: higher runs first, and all before those in line. */
export const TASK_PRIORITY: Record<Exclude<TaskName, TaskInLine>, number> = {
  'event.clean': -10,
}

export type TaskHandler<K extends TaskName> = (payload: Tasks[K], signal: AbortSignal) => Promise<void>

/** One handler for each task; a missing one does not compile. */
export type TaskHandlers = { [K in TaskName]: TaskHandler<K> }
