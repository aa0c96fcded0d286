/** As much of a database transaction as a queue needs to join it. */
export interface SqlTransaction {
  raw(sql: string, bindings?: unknown): unknown
  /** Resolves once it is committed, rejects where it was rolled back. */
  executionPromise: Promise<unknown>
}

/** One try at one task. */
export interface Delivery {
  task: string
  payload: unknown
  /** Aborted when the lease is lost or the process is about to stop: nothing may be recorded after that. */
  signal: AbortSignal
}

export interface EnqueueItem {
  task: string
  payload: object
  priority?: number
  /** Not before this has passed. */
  delaySeconds?: number
}

/**
 * Delivers each committed task at least once, to one of the processes that work. A task whose process dies or
 * falls silent comes back by itself; one that throws comes back later, a bounded number of times.
 */
export interface TaskQueue {
  /** Takes part in the caller's transaction: if that rolls back, nothing was enqueued. */
  enqueue(transaction: SqlTransaction, items: EnqueueItem[]): Promise<void>
  /** Starts to deliver, `concurrency` at a time. */
  work(concurrency: number, run: (delivery: Delivery) => Promise<void>): Promise<void>
  /** How long the task that has waited longest could have run already; null where none waits. */
  oldestRunnableAgeMs(): Promise<number | null>
  /** Finishes what runs, within `timeoutMs`, and gives the rest back. */
  stop(timeoutMs: number): Promise<void>
}

/**
 * What became of a delivery that came from outside: `done` also where it was done before; `busy` where another try
 * runs or there is no room; `failed` where it should come again.
 */
export type Receipt = 'done' | 'busy' | 'failed'

/** A queue that does not fetch its tasks: something outside calls the worker for each. */
export interface PushedQueue extends TaskQueue {
  /** Runs the task of this id, if it is still to be run, and tells how it went. */
  receive(id: string, task: string): Promise<Receipt>
}
