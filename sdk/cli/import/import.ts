import { type Generation, type Tenant, type Vitrine, VitrineError } from '../../src/index.ts'
import { isNoAccess } from '../exit.ts'
import { limiter } from '../limiter.ts'
import type { Progress } from '../progress.ts'
import { type Brought, bring } from './bring.ts'
import type { Row } from './rows.ts'

/** What became of a row; the shape of the report. */
export type Outcome = {
  line: number
  externalId: string
  name: string
  outcome: 'created' | 'updated' | 'existing' | 'failed' | 'not_started'
  tenantId: string | null
  slug: string | null
  portalUrl: string | null
  error: { code: string; message: string } | null
  /** The job that makes its pictures; null where there is none, or nobody waited for it. */
  generation: Pick<Generation, 'id' | 'status' | 'progress' | 'failures'> | null
}

export type ImportOptions = {
  concurrency: number
  wait: boolean
  update: boolean
  signal: AbortSignal
  progress: Progress
}

/** Generations followed at once. They are made in order, so that those behind have mostly finished when looked at. */
const FOLLOWED = 6
const WAIT_MS = 24 * 3600_000

/**
 * Makes the tenants that there are not yet, several at a time, and follows their pictures. Rows fail alone; what would
 * fail all of them stops the import, and so does the signal: `stopped` then says why. Run again, it goes on.
 */
export async function importTenants(
  client: Vitrine,
  rows: Row[],
  existing: Map<string, Tenant>,
  { concurrency, wait, update, signal, progress }: ImportOptions,
): Promise<{ outcomes: Outcome[]; stopped: unknown }> {
  const outcomes = rows.map(unstarted)
  const stopper = new AbortController()
  const stop = AbortSignal.any([signal, stopper.signal])
  const [create, follow] = [limiter(concurrency), limiter(FOLLOWED)]
  const told = tally(rows, progress)

  const settle = async (row: Row, outcome: Outcome): Promise<void> => {
    try {
      const brought = await create(() => {
        stop.throwIfAborted()
        return bring(client, row, existing.get(row.input.externalId), { update, wait, signal: stop })
      })
      Object.assign(outcome, shown(brought))
      told.row(brought.generation)
      const { generation } = brought
      if (!generation || !wait) return
      outcome.generation = await follow(() => {
        stop.throwIfAborted()
        const onProgress = (seen: Generation) => {
          outcome.generation = seen
          told.generation(seen)
        }
        return client.generations.wait(generation.id, { onProgress, signal: stop, timeoutMs: WAIT_MS })
      })
    } catch (error) {
      if (stop.aborted) return
      // The next row would fare no better, or nobody knows how; what is done by then is reported all the same.
      if (isNoAccess(error) || !(error instanceof VitrineError)) return stopper.abort(error)
      if (outcome.outcome === 'not_started') {
        outcome.outcome = 'failed'
        told.row(null)
      }
      outcome.error = { code: error.code, message: error.message }
    }
  }
  await Promise.all(rows.map((row, i) => settle(row, outcomes[i]!)))
  return { outcomes, stopped: stop.aborted ? stop.reason : undefined }
}

const unstarted = ({ line, input: { externalId, name } }: Row): Outcome => ({
  line,
  externalId,
  name,
  outcome: 'not_started',
  tenantId: null,
  slug: null,
  portalUrl: null,
  error: null,
  generation: null,
})

const shown = ({ tenant, outcome, generation }: Brought): Partial<Outcome> => ({
  outcome,
  tenantId: tenant.id,
  slug: tenant.slug,
  portalUrl: tenant.portalUrl,
  generation,
})

/** One bar for all: tenants, and their pictures as far as they are known; the rest is taken to be like those. */
function tally(rows: Row[], progress: Progress) {
  const pictures = new Map<string, Generation['progress']>()
  let settled = 0
  const show = () => {
    const known = [...pictures.values()]
    const sum = (field: 'total' | 'done' | 'failed') => known.reduce((all, one) => all + one[field], 0)
    const total = Math.round(sum('total') * (rows.length / Math.max(settled, 1)))
    const done = sum('done') + sum('failed')
    progress.update(
      settled + done,
      rows.length + total,
      `${settled} of ${rows.length} tenants, ${done} pictures`,
    )
  }
  show()
  return {
    row(generation: Generation | null) {
      settled += 1
      if (generation) pictures.set(generation.id, generation.progress)
      show()
    },
    generation(generation: Generation) {
      pictures.set(generation.id, generation.progress)
      show()
    },
  }
}
