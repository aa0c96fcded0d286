import { createHash } from 'node:crypto'
import { matchesEtag } from '../../contract/etag.ts'
import type { Handlers } from '../../contract/handlers.ts'
import { spec } from '../../contract/spec.gen.ts'
import { notFound } from '../../errors.ts'
import { isValidKey, ObjectNotFoundError, type ObjectStore } from '../../ports/object-store.ts'
import { llmsText } from './docs/llms.ts'
import { DOCS_POLICY, docsPage } from './docs/page.ts'

type Operations =
  | 'getHealth'
  | 'getReadiness'
  | 'getMetrics'
  | 'getOpenApi'
  | 'getDocs'
  | 'getLlmsText'
  | 'getFile'

export interface OperationsParts {
  files: ObjectStore
  /** Each throws where its part is away. */
  checks: Record<string, () => Promise<void>>
  /** How long the task that has waited longest could have run already; null where none waits. */
  oldestTaskAgeMs: () => Promise<number | null>
  /** The operator's figures, as Prometheus reads them. */
  metrics: () => Promise<string>
  /** The server's own address, for samples. */
  publicUrl: string
  /** Whether the process is on its way out. */
  stopping: () => boolean
}

const SLOW_MS = 300_000

/** Served where a browser might take it for more than a picture: nothing of ours may run because of it. */
const FILE_POLICY = `default-src 'none'; sandbox`

export function operationsHandlers(parts: OperationsParts): Pick<Handlers, Operations> {
  const { files, checks, oldestTaskAgeMs, metrics, publicUrl, stopping } = parts
  const [docs, llms] = [docsPage(publicUrl), llmsText(publicUrl)]
  const [docsTag, llmsTag] = [tagOf(docs), tagOf(llms)]
  return {
    async getHealth() {
      return { status: 200, body: { status: 'ok' } }
    },

    async getReadiness(_request, { log }) {
      const results: Record<string, string> = {}
      const look = async (name: string, check: () => Promise<string>) => {
        results[name] = await check().catch((error) => {
          log.warn({ err: error, check: name }, 'check failed')
          return 'unavailable'
        })
      }
      let ageMs: number | null = null
      await Promise.all([
        ...Object.entries(checks).map(([name, check]) => look(name, () => check().then(() => 'ok'))),
        look('queue', async () => {
          ageMs = await oldestTaskAgeMs()
          if (ageMs === null || ageMs <= SLOW_MS) return 'ok'
          return 'slow: tasks wait for more than five minutes; is a worker running?'
        }),
      ])
      if (stopping()) results.process = 'stopping'
      // The queue is told, not counted: this process answers as well as ever, and a 503 would take the portals down
      // too. Tasks are enqueued in the requests' own transactions, so not even a queue that is silent stops it.
      const { queue: _, ...counted } = results
      const ready = Object.values(counted).every((result) => result === 'ok')
      const oldestTaskSeconds = ageMs === null ? null : Math.round(ageMs) / 1000
      const headers = { 'Cache-Control': 'no-store' }
      return ready
        ? { status: 200, body: { status: 'ready', checks: results, oldestTaskSeconds }, headers }
        : {
            status: 503,
            body: { status: 'unavailable', checks: results, oldestTaskSeconds },
            headers: { ...headers, 'Retry-After': '2' },
          }
    },

    async getMetrics() {
      return {
        status: 200,
        body: await metrics(),
        headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
      }
    },

    async getOpenApi() {
      return {
        status: 200,
        body: spec as Record<string, never>,
        headers: { 'Access-Control-Allow-Origin': '*' },
      }
    },

    async getDocs({ headers }) {
      const common = {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': DOCS_POLICY,
        'Cache-Control': 'no-cache',
        ETag: docsTag,
      }
      if (matchesEtag(headers['if-none-match'], docsTag)) return { status: 304, headers: common }
      return { status: 200, body: docs, headers: common }
    },

    async getLlmsText({ headers }) {
      const common = {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-cache',
        ETag: llmsTag,
      }
      if (matchesEtag(headers['if-none-match'], llmsTag)) return { status: 304, headers: common }
      return { status: 200, body: llms, headers: common }
    },

    async getFile({ params, headers }) {
      if (!isValidKey(params.key)) throw notFound('file')
      const common = {
        'Cache-Control': 'public, max-age=31536000, immutable',
        ETag: `"${params.key.slice(-80)}"`,
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Content-Security-Policy': FILE_POLICY,
      }
      try {
        const { body, contentType } = await files.get(params.key)
        // The key names the content, so whoever has the key's validator has the content.
        if (matchesEtag(headers['if-none-match'], common.ETag)) return { status: 304, headers: common }
        return { status: 200, body, headers: { ...common, 'Content-Type': contentType } }
      } catch (error) {
        if (error instanceof ObjectNotFoundError) throw notFound('file')
        throw error
      }
    },
  }
}

const tagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
