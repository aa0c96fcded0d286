import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outbox } from '../../ports/outbox.ts'
import type { Delivery, PushedQueue } from '../../ports/task-queue.ts'

const RENEW_MS = 5000
/** A second delivery of what is being done waits this long for its end, so that the service is not told to slow down. */
const WAIT_FOR_OTHER_MS = 10_000
const LOOK_AGAIN_MS = 250

type Run = (delivery: Delivery) => Promise<void>

/** The worker's half: runs what it is called for, under a lease in the outbox, as many at a time as was said. */
export function createReceiver(
  outbox: Outbox,
  onError: (error: Error) => void,
): Pick<PushedQueue, 'work' | 'receive' | 'stop'> {
  let run: Run | undefined
  let places = 0
  let stopping = false
  const waiting: (() => void)[] = []
  /** By the token of the lease. */
  const running = new Map<string, { id: string; abort: AbortController; ended: Promise<unknown> }>()

  /** A place to run in; false where as many wait as can run, or the process is about to stop. */
  async function enter(): Promise<boolean> {
    if (places > 0) {
      places -= 1
      return true
    }
    if (waiting.length >= Math.max(1, running.size)) return false
    await new Promise<void>((resolve) => waiting.push(resolve))
    if (!stopping) return true
    leave()
    return false
  }

  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else places += 1
  }

  async function lease(id: string, task: string, token: string) {
    const until = Date.now() + WAIT_FOR_OTHER_MS
    for (;;) {
      const found = await outbox.lease(id, task, token)
      if (found !== 'held' || stopping || Date.now() > until) return found
      await sleep(LOOK_AGAIN_MS)
    }
  }

  function runLeased(id: string, token: string, task: string, payload: unknown): Promise<'done' | 'failed'> {
    const abort = new AbortController()
    const heartbeat = setInterval(() => {
      outbox.renew(id, token).then((ours) => {
        if (!ours) abort.abort(new Error('the lease was lost'))
      }, onError)
    }, RENEW_MS)
    const ended = settle(id, token, run!({ task, payload, signal: abort.signal })).finally(() => {
      clearInterval(heartbeat)
      running.delete(token)
    })
    // With the note of how it went: stopping must not come between the two.
    running.set(token, { id, abort, ended })
    return ended
  }

  async function settle(id: string, token: string, work: Promise<void>): Promise<'done' | 'failed'> {
    try {
      await work
      // Not ours any more, it has to be seen to its end by whoever holds it: delivered again, it is done or goes on.
      return (await outbox.finish(id, token)) ? 'done' : 'failed'
    } catch (error) {
      const name = error instanceof Error ? error.name : 'Error'
      // Where even this fails the lease runs out by itself.
      await outbox.giveBack(id, token, name).catch(onError)
      return 'failed'
    }
  }

  return {
    async work(concurrency, run_) {
      places = concurrency
      run = run_
    },

    async receive(id, task) {
      if (!run || stopping || !(await enter())) return 'busy'
      try {
        const token = randomUUID()
        const found = await lease(id, task, token)
        if (found === 'gone') return 'done'
        if (found === 'held') return 'busy'
        return await runLeased(id, token, task, found.payload)
      } finally {
        leave()
      }
    },

    async stop(timeoutMs) {
      stopping = true
      for (const resolve of waiting.splice(0)) resolve()
      const ended = Promise.all([...running.values()].map((entry) => entry.ended))
      await Promise.race([ended, sleep(timeoutMs)])
      const late = [...running].map(([token, { id, abort }]) => {
        abort.abort(new Error('the process stops'))
        return outbox.giveBack(id, token).catch(onError)
      })
      await Promise.all(late)
    },
  }
}
