import { createHash } from 'node:crypto'
import { matchesEtag } from '../../contract/etag.ts'
import type { Handlers } from '../../contract/handlers.ts'
import type { Changes } from '../../data/changes.ts'
import { ApiError, notFound } from '../../errors.ts'
import { EVENTS_GAP_MS, portalEvents } from './events.ts'
import { missingPage, pagePolicy, portalPage } from './page.ts'
import type { Portals, ShownItem } from './portals.ts'
import { portalItemView, portalView } from './view.ts'

type Operations =
  | 'getPortal'
  | 'streamPortalEvents'
  | 'listPortalItems'
  | 'getPortalItem'
  | 'getPortalPage'
  | 'getWidgetScript'
  | 'getWidgetFile'

export interface PortalHandlerParts {
  portals: Portals
  changes: Changes
  urlOf: (key: string) => string
  publicUrl: string
  /** Reads a file of the built widget; undefined where it has not been built. */
  readWidget: (name: string) => Promise<Uint8Array | undefined>
}

/** Parts of the widget are named by their content. */
const HASHED = /^[a-z]+-[0-9a-f]{12}\.js$/
const SCRIPT_HEADERS = {
  'Content-Type': 'text/javascript; charset=utf-8',
  // Loaded by other sites' pages, with or without the crossorigin attribute that SRI needs.
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

export function portalHandlers({
  portals,
  changes,
  urlOf,
  publicUrl,
  readWidget,
}: PortalHandlerParts): Pick<Handlers, Operations> {
  return {
    async getPortal({ params }, { principal }) {
      const make = async () => portalView(await portals.get(principal, params.slug), urlOf)
      return { status: 200, body: await portals.answer(principal, params.slug, ['portal'], make) }
    },

    async streamPortalEvents({ params, headers }, { principal, signal }) {
      const read = () => portals.state(principal, params.slug)
      // Looked at before the answer begins, so that a portal nobody knows is a 404.
      const { tenant } = await read()
      const ticks = changes.of(tenant.id, signal, EVENTS_GAP_MS)
      return { status: 200, body: portalEvents(read, ticks, headers['last-event-id']) }
    },

    async listPortalItems(
      { params, query: { limit = 20, cursor, sort = 'position', ...query } },
      { principal },
    ) {
      const make = async () => {
        const page = await portals.items(principal, params.slug, { ...query, sort }, { limit, cursor })
        return {
          data: page.data.map((item) => portalItemView(item, page, urlOf)),
          nextCursor: page.nextCursor,
        }
      }
      const { kind, collection, q } = query
      const question = ['items', kind, collection, q, sort, limit, cursor]
      return { status: 200, body: await portals.answer(principal, params.slug, question, make) }
    },

    async getPortalItem({ params }, { principal }) {
      const make = async () => {
        const found = await portals.item(principal, params.slug, params.idOrSlug)
        const view = (item: ShownItem) => portalItemView(item, found, urlOf)
        const { kind } = found.item.row
        return {
          ...view(found.item),
          ...(kind === 'product' ? { packs: found.packs.map(view) } : {}),
          ...(kind === 'pack' ? { parts: found.parts.map(view) } : {}),
        }
      }
      const question = ['item', params.idOrSlug]
      return { status: 200, body: await portals.answer(principal, params.slug, question, make) }
    },

    async getPortalPage({ params, headers }) {
      const hosted = await portals.hosted(params.slug)
      const common = {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': pagePolicy(publicUrl),
        'Cache-Control': 'no-cache',
      }
      if (hosted)
        return {
          status: 200,
          body: portalPage(hosted.tenant, hosted.publishableKey, publicUrl),
          headers: common,
        }
      const french = /^\s*fr\b/i.test(headers['accept-language'] ?? '')
      return { status: 404, body: missingPage(french ? 'fr' : 'en'), headers: common }
    },

    async getWidgetScript({ headers }) {
      const script = await readWidget('vitrine.js')
      if (!script) throw new ApiError('unavailable', 'The widget has not been built; run npm run build.')
      const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 27)}"`
      const common = { ...SCRIPT_HEADERS, 'Cache-Control': 'public, max-age=300', ETag: etag }
      if (matchesEtag(headers['if-none-match'], etag)) return { status: 304, headers: common }
      return { status: 200, body: script, headers: common }
    },

    async getWidgetFile({ params }) {
      const script = HASHED.test(params.file) ? await readWidget(params.file) : undefined
      if (!script) throw notFound('file')
      const headers = { ...SCRIPT_HEADERS, 'Cache-Control': 'public, max-age=31536000, immutable' }
      return { status: 200, body: script, headers }
    },
  }
}
