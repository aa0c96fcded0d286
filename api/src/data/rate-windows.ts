import type { Trx } from './knex.ts'

/** Requests to add to one counter. */
export interface Count {
  name: string
  windowSeconds: number
  amount: number
}

/** How a counter stands, over all processes. */
export interface Counted {
  name: string
  used: number
  msLeft: number
}

/** Adds to all of the counters in one statement. */
export async function countRequests(trx: Trx, counts: Count[]): Promise<Counted[]> {
  const entries = counts.map(({ name, windowSeconds, amount }) => ({ name, seconds: windowSeconds, amount }))
  const { rows } = await trx.raw('select name, used, ms_left as "msLeft" from count_requests(?::jsonb)', [
    JSON.stringify(entries),
  ])
  return (rows as { name: string; used: string; msLeft: number }[]).map((row) => ({
    ...row,
    used: Number(row.used),
  }))
}

/** Removes the counters of windows that are over. */
export async function forgetRateWindows(trx: Trx): Promise<void> {
  await trx.raw('select forget_rate_windows()')
}
