import type { Handlers } from '../../contract/handlers.ts'
import type { Changes } from '../../data/changes.ts'
import { EVENTS_GAP_MS, portalEvents } from './events.ts'
import { missingPage, pagePolicy, portalPage } from './page.ts'
import type { Portals, ShownItem } from './portals.ts'
import { portalItemView, portalView } from './view.ts'
import { type ReadWidget, widgetFile, widgetScript } from './widget-files.ts'

type Operations =
  | 'getPortal'
  | 'streamPortalEvents'
  | 'listPortalItems'
  | 'getPortalItem'
  | 'getPortalPage'
  | 'getWidgetScript'
  | 'getPlacementEditorScript'
  | 'getWidgetFile'

export interface PortalHandlerParts {
  portals: Portals
  changes: Changes
  urlOf: (key: string) => string
  publicUrl: string
  readWidget: ReadWidget
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

    getWidgetScript: ({ headers }) => widgetScript(readWidget, 'vitrine.js', headers),

    getPlacementEditorScript: ({ headers }) => widgetScript(readWidget, 'placement-editor.js', headers),

    getWidgetFile: ({ params, headers }) => widgetFile(readWidget, params.file, headers),
  }
}
