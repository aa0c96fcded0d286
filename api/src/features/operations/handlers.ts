import type { Handlers } from '../../contract/handlers.ts'
import { spec } from '../../contract/spec.gen.ts'
import { notFound } from '../../errors.ts'
import { isValidKey, ObjectNotFoundError, type ObjectStore } from '../../ports/object-store.ts'

type Operations = 'getHealth' | 'getReadiness' | 'getOpenApi' | 'getFile'

export interface OperationsParts {
  files: ObjectStore
  /** Each throws where its part is away. */
  checks: Record<string, () => Promise<void>>
  /** Whether the process is on its way out. */
  stopping: () => boolean
}

/** Served where a browser might take it for more than a picture: nothing of ours may run because of it. */
const FILE_POLICY = `default-src 'none'; sandbox`

export function operationsHandlers({ files, checks, stopping }: OperationsParts): Pick<Handlers, Operations> {
  return {
    async getHealth() {
      return { status: 200, body: { status: 'ok' } }
    },

    async getReadiness(_request, { log }) {
      const results: Record<string, string> = {}
      await Promise.all(
        Object.entries(checks).map(async ([name, check]) => {
          results[name] = await check().then(
            () => 'ok',
            (error) => {
              log.warn({ err: error, check: name }, 'not ready')
              return 'unavailable'
            },
          )
        }),
      )
      if (stopping()) results.process = 'stopping'
      const ready = Object.values(results).every((result) => result === 'ok')
      const headers = { 'Cache-Control': 'no-store' }
      return ready
        ? { status: 200, body: { status: 'ready', checks: results }, headers }
        : {
            status: 503,
            body: { status: 'unavailable', checks: results },
            headers: { ...headers, 'Retry-After': '2' },
          }
    },

    async getOpenApi() {
      return {
        status: 200,
        body: spec as Record<string, never>,
        headers: { 'Access-Control-Allow-Origin': '*' },
      }
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
        if (headers['if-none-match']?.includes(common.ETag)) return { status: 304, headers: common }
        return { status: 200, body, headers: { ...common, 'Content-Type': contentType } }
      } catch (error) {
        if (error instanceof ObjectNotFoundError) throw notFound('file')
        throw error
      }
    },
  }
}
