/** Every task by name, with what it carries: ids only, never contents or contact data. */
export interface Tasks {
  /** Works out which items of a tenant need a new render, and enqueues them. */
  'generation.plan': { accountId: string; generationId: string }
  /** Makes the first picture of an item that has none yet, and enqueues `render.item` for it. */
  'render.first': { accountId: string; generationId: string; itemId: string }
  /** Brings one item of one generation up to date. */
  'render.item': { accountId: string; generationId: string; itemId: string }
  /** An item's picture changed: starts a generation for each tenant, some at a time, from `afterTenantId` on. */
  'catalog.changed': { accountId: string; afterTenantId?: string }
  /** Removes a deleted tenant's files, after its rows are gone. */
  'tenant.purge': { accountId: string; tenantId: string }
  /** Removes the account's events that are kept no longer. */
  'event.clean': { accountId: string }
}

export type TaskName = keyof Tasks

/** Higher runs first: what creates work for others goes before the work itself. */
export const TASK_PRIORITY: Record<TaskName, number> = {
  'generation.plan': 10,
  'catalog.changed': 5,
  // Above render.item: the first usable picture of every item comes before the second of any.
  'render.first': 2,
  'render.item': 0,
  'tenant.purge': -10,
  'event.clean': -10,
}

export type TaskHandler<K extends TaskName> = (payload: Tasks[K], signal: AbortSignal) => Promise<void>

/** One handler for each task; a missing one does not compile. */
export type TaskHandlers = { [K in TaskName]: TaskHandler<K> }
