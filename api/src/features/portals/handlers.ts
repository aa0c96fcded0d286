import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Handlers } from '../../contract/handlers.ts'
import type { Changes } from '../../data/changes.ts'
import type { TenantRow } from '../../data/rows.ts'
import { EVENTS_GAP_MS, portalEvents } from './events.ts'
import { type FirstPaint, type HostedPage, missingPage, portalPage, privatePage } from './page.ts'
import type { Portals, ShownItem } from './portals.ts'
import { portalItemView, portalView } from './view.ts'
import { acceptedEncodings, type ReadWidget, widgetFile, widgetScript } from './widget-files.ts'

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
  /** Undefined where the widget has not been built. */
  readFirstPaint: () => Promise<FirstPaint | undefined>
}

/** How many products the hosted page tells those who have no scripts. */
const LISTED = 100
const gzip = promisify(zlib.gzip)

export function portalHandlers({
  portals,
  changes,
  urlOf,
  publicUrl,
  readWidget,
  readFirstPaint,
}: PortalHandlerParts): Pick<Handlers, Operations> {
  const filesUrl = urlOf('')
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

    async getPortalPage({ params: { slug }, headers }) {
      const hosted = await portals.hosted(slug)
      const french = /^\s*fr\b/i.test(headers['accept-language'] ?? '')
      const { html, policy } = hosted
        ? await hostedPage(slug, hosted)
        : missingPage(french ? 'fr' : 'en', publicUrl)
      const zipped = acceptedEncodings(headers).includes('gzip')
      const common = {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Encoding, Accept-Language',
        ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
      }
      return { status: hosted ? 200 : 404, body: zipped ? await gzip(html) : html, headers: common }
    },

    getWidgetScript: ({ headers }) => widgetScript(readWidget, 'vitrine.js', headers),

    getPlacementEditorScript: ({ headers }) => widgetScript(readWidget, 'placement-editor.js', headers),

    getWidgetFile: ({ params, headers }) => widgetFile(readWidget, params.file, headers),
  }

  /** Painted once for each state of the portal. */
  async function hostedPage(
    slug: string,
    { tenant, publishableKey }: { tenant: TenantRow; publishableKey: string },
  ): Promise<HostedPage> {
    if (tenant.access === 'private') return privatePage(tenant, publishableKey, publicUrl, filesUrl)
    const who = { accountId: tenant.accountId, id: 'page', scopes: new Set<string>(), tenantId: tenant.id }
    const make = async () => {
      const portal = portalView(await portals.get(who, slug), urlOf)
      const page = await portals.items(who, slug, { kind: 'product', sort: 'position' }, { limit: LISTED })
      const products = page.data.map((item) => portalItemView(item, page, urlOf))
      const firstPaint = await readFirstPaint()
      return portalPage({ portal, products, publishableKey, publicUrl, filesUrl, firstPaint })
    }
    const { bytes } = await portals.answer(who, slug, ['page', publishableKey], make)
    return JSON.parse(Buffer.from(bytes).toString())
  }
}
