import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Handlers } from '../../contract/handlers.ts'
import type { Changes } from '../../data/changes.ts'
import { ApiError, notFound } from '../../errors.ts'
import { printableOrigin } from '../../origins.ts'
import type { Principal } from '../../ports/identity.ts'
import { EVENTS_GAP_MS, portalEvents } from './events.ts'
import type { Front } from './front.ts'
import { type FirstPaint, type HostedPage, missingPage, portalPage, privatePage } from './page.ts'
import type { Portals, ShownItem } from './portals.ts'
import { portalItemView, portalView } from './view.ts'
import { admit } from './visit.ts'
import { acceptedEncodings, type ReadWidget, widgetFile, widgetScript } from './widget-files.ts'

type Operations =
  | 'getPortal'
  | 'streamPortalEvents'
  | 'listPortalItems'
  | 'getPortalItem'
  | 'getPortalPage'
  | 'getPortalFirstScreen'
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
const gunzip = promisify(zlib.gunzip)

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
    async getPortal({ params: { slug } }, { principal }) {
      return { status: 200, body: await portals.answer(principal, slug, ['portal'], first(principal, slug)) }
    },

    async getPortalFirstScreen({ params: { slug }, headers: { origin } }) {
      const front = await portals.front(slug)
      const who = front && visitor(front)
      const portal = who && admit(who, front.portal)
      if (!portal) throw notFound('portal')
      const foreign = origin !== undefined && origin !== new URL(publicUrl).origin
      if (foreign && !front.allows(origin))
        throw new ApiError(
          'origin_not_allowed',
          `No key of this portal is allowed on ${printableOrigin(origin)}.`,
        )
      const headers = { Vary: 'Origin', ...(foreign && { 'Access-Control-Allow-Origin': origin }) }
      return { status: 200, body: await portals.keep(portal, ['portal'], first(who, slug)), headers }
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
      const front = await portals.front(slug)
      const french = /^\s*fr\b/i.test(headers['accept-language'] ?? '')
      const { zipped, policy } = front
        ? await hostedPage(slug, front)
        : await zip(missingPage(french ? 'fr' : 'en', publicUrl))
      const bytes = Buffer.from(zipped, 'base64')
      const wanted = acceptedEncodings(headers).includes('gzip')
      const common = {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Encoding, Accept-Language',
        ...(wanted ? { 'Content-Encoding': 'gzip' } : {}),
      }
      return { status: front ? 200 : 404, body: wanted ? bytes : await gunzip(bytes), headers: common }
    },

    getWidgetScript: ({ headers }) => widgetScript(readWidget, 'vitrine.js', headers),

    getPlacementEditorScript: ({ headers }) => widgetScript(readWidget, 'placement-editor.js', headers),

    getWidgetFile: ({ params, headers }) => widgetFile(readWidget, params.file, headers),
  }

  function first(who: Principal, slug: string) {
    return async () => portalView(await portals.get(who, slug), urlOf)
  }

  /** Painted once for each state of the portal. */
  async function hostedPage(slug: string, front: Front) {
    const { portal: mark, publishableKey } = front
    if (mark.access === 'private')
      return zip(privatePage({ slug, locale: mark.locale }, publishableKey, publicUrl, filesUrl))
    const who = visitor(front)
    const make = async () => {
      const portal = await first(who, slug)()
      const page = await portals.items(who, slug, { kind: 'product', sort: 'position' }, { limit: LISTED })
      const products = page.data.map((item) => portalItemView(item, page, urlOf))
      const firstPaint = await readFirstPaint()
      return zip(portalPage({ portal, products, publishableKey, publicUrl, filesUrl, firstPaint }))
    }
    const { bytes } = await portals.keep(mark, ['page', publishableKey], make)
    return JSON.parse(bytes.toString()) as Awaited<ReturnType<typeof zip>>
  }
}

/** Somebody who came without a key. */
function visitor({ accountId, portal }: Front): Principal {
  return { accountId, id: 'page', scopes: new Set(), tenantId: portal.id }
}

/** As nearly every browser takes it; kept so, it is neither compressed again nor large. */
async function zip({ html, policy }: HostedPage) {
  return { zipped: (await gzip(html)).toString('base64'), policy }
}
