import type { EnqueueItem, SqlTransaction } from './task-queue.ts'

/** A row that is to be handed to what delivers. */
export interface Unpushed {
  id: string
  task: string
  /** How often it was handed over already: a second time needs a name of its own. */
  pushes: number
}

/** What a delivery finds: the task, which is now its own; or that it is done; or that another holds it. */
export type Leased = { payload: unknown } | 'gone' | 'held'

/** Tasks as rows: written with the work that wants them, there until they are done, whatever delivers them. */
export interface Outbox {
  add(transaction: SqlTransaction, items: EnqueueItem[]): Promise<void>
  /** Takes rows that were not handed over, or long ago without effect; they come again unless `pushed` is told. */
  unpushed(limit: number): Promise<Unpushed[]>
  pushed(ids: string[]): Promise<void>
  lease(id: string, task: string, token: string): Promise<Leased>
  /** False where the lease is another's by now. */
  renew(id: string, token: string): Promise<boolean>
  /** False where the lease is another's by now: its try counts, not this. */
  finish(id: string, token: string): Promise<boolean>
  /** Ends a lease without an end of the task: with what went wrong, or without where it was merely stopped. */
  giveBack(id: string, token: string, error?: string): Promise<void>
  /** How long the task that has waited longest could have run already; null where none waits. */
  oldestRunnableAgeMs(): Promise<number | null>
}
