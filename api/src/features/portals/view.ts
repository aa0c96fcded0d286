import type { Schemas } from '../../contract/handlers.ts'
import type { TenantRow } from '../../data/rows.ts'
import { imageView } from '../catalog/view.ts'
import { themeOf } from '../tenants/theme.ts'
import { logoView } from '../tenants/view.ts'
import type { PortalData, ShownItem } from './portals.ts'

type UrlOf = (key: string) => string

const ALT: Record<TenantRow['locale'], (item: string, tenant: string) => string> = {
  fr: (item, tenant) => `${item}, avec le logo ${tenant}`,
  en: (item, tenant) => `${item} with the ${tenant} logo`,
}

/** An item as a visitor sees it; `busy` says that a generation of the tenant is under way. */
export function portalItemView(
  { row, contents }: ShownItem,
  portal: { tenant: TenantRow; busy: boolean },
  urlOf: UrlOf,
): Schemas['PortalItem'] {
  const { tenant } = portal
  const branded = row.renderFiles !== null && row.renderFiles.length > 0
  const images = branded ? row.renderFiles! : (row.photo?.images ?? [])
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    name: row.name,
    description: row.description,
    ...(row.priceAmount === null
      ? {}
      : {
          price: { amount: row.priceAmount, currency: row.priceCurrency! },
          minQuantity: row.minQuantity,
          quantityStep: row.quantityStep,
        }),
    ...(row.kind === 'product'
      ? { collectionId: row.collectionId, category: row.category, tags: row.tags }
      : {}),
    images: images.map((image) => imageView(image, urlOf)),
    placeholder: (branded ? row.renderPlaceholder : row.photo?.placeholder) ?? null,
    alt: branded ? ALT[tenant.locale](row.name, tenant.name) : row.name,
    renderStatus: statusOf({ row }, portal),
    ...(row.kind === 'pack'
      ? { contents: contents.map(({ productId, name, quantity }) => ({ itemId: productId, name, quantity })) }
      : {}),
  }
}

function statusOf(
  { row }: Pick<ShownItem, 'row'>,
  { tenant, busy }: { tenant: TenantRow; busy: boolean },
): Schemas['RenderStatus'] {
  const carriesLogo = tenant.logo !== null && row.photo !== null && row.placement.layers.length > 0
  if (!carriesLogo) return 'unbranded'
  // Without a row there is no render yet: one is about to be planned, or was canceled.
  return row.renderStatus ?? (busy ? 'pending' : 'unbranded')
}

export function portalView(data: PortalData, urlOf: UrlOf): Schemas['Portal'] {
  const { tenant, running } = data
  const context = { tenant, busy: running !== undefined }
  const view = (item: ShownItem) => portalItemView(item, context, urlOf)
  return {
    slug: tenant.slug,
    name: tenant.name,
    locale: tenant.locale,
    currency: data.currency,
    theme: themeOf(tenant),
    logo: logoView(tenant.logo, urlOf),
    settings: tenant.settings,
    collections: data.collections.map(view),
    featuredPacks: data.featuredPacks.map(view),
    featuredProducts: data.featuredProducts.map(view),
    generation: running
      ? {
          id: running.id,
          status: running.status,
          progress: { total: running.total, done: running.done, failed: running.failed },
        }
      : null,
  }
}
