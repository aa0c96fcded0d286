import type { Schemas } from '../../contract/handlers.ts'
import type { RenderRow, StoredLogo } from '../../data/rows.ts'
import { imageView } from '../catalog/view.ts'
import type { Overlay } from './overlay.ts'
import type { Tenant } from './tenants.ts'
import { themeOf } from './theme.ts'

type UrlOf = (key: string) => string

export function logoView(logo: StoredLogo | null, urlOf: UrlOf): Schemas['Logo'] | null {
  if (!logo) return null
  const { width, height, hasTransparency, whiteBoxRemoved, colors } = logo
  const images = logo.images.map((image) => imageView(image, urlOf))
  return { images, width, height, hasTransparency, whiteBoxRemoved, colors }
}

export function tenantView(
  { row, publishableKey }: Tenant,
  urlOf: UrlOf,
  publicUrl: string,
): Schemas['Tenant'] {
  const { primaryColor, secondaryColor } = themeOf(row)
  return {
    id: row.id,
    slug: row.slug,
    externalId: row.externalId,
    name: row.name,
    status: row.status,
    logo: logoView(row.logo, urlOf),
    primaryColor,
    secondaryColor,
    locale: row.locale,
    access: row.access,
    settings: row.settings,
    metadata: row.metadata,
    portalUrl: `${publicUrl}/portal/${row.slug}`,
    embedHtml: embedHtml(row, publishableKey, publicUrl, urlOf('')),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/**
 * Slugs, keys and our own addresses hold nothing that would need escaping in an attribute. The links are for speed: what
 * the script would ask for in its turn is loaded beside it.
 */
function embedHtml(
  { slug, access }: Tenant['row'],
  publishableKey: string | undefined,
  publicUrl: string,
  filesUrl: string,
): string {
  const key = publishableKey ?? 'YOUR_PUBLISHABLE_KEY'
  const isPrivate = access === 'private'
  const session = isPrivate ? ' session="SESSION_OF_THE_VISITOR"' : ''
  const { origin } = new URL(filesUrl, publicUrl)
  return [
    ...(origin === new URL(publicUrl).origin ? [] : [`<link rel="preconnect" href="${origin}">`]),
    ...(isPrivate
      ? []
      : [`<link rel="preload" as="fetch" crossorigin href="${publicUrl}/portal/${slug}/first.json">`]),
    `<script type="module" src="${publicUrl}/widget/v1/vitrine.js"></script>`,
    `<vitrine-portal portal="${slug}" publishable-key="${key}" api="${publicUrl}"${session}></vitrine-portal>`,
  ].join('\n')
}

export function renderView(row: RenderRow, urlOf: UrlOf): Schemas['Render'] {
  return {
    id: row.id,
    itemId: row.itemId,
    kind: kindOf(row.itemId),
    status: row.status,
    fingerprint: row.fingerprint,
    images: row.files.map((image) => imageView(image, urlOf)),
    placeholder: row.placeholder,
    legibility: row.legibility,
    updatedAt: row.updatedAt.toISOString(),
  }
}

function kindOf(itemId: string): Schemas['Render']['kind'] {
  return itemId.startsWith('prd_') ? 'product' : itemId.startsWith('pck_') ? 'pack' : 'collection'
}

export function overlayView({ items, version }: Overlay): Schemas['TenantCatalog'] {
  return {
    items: items.map(({ itemId, hidden, position, priceAmount, priceCurrency }) => ({
      itemId,
      hidden,
      position,
      price: priceAmount === null ? null : { amount: priceAmount, currency: priceCurrency! },
    })),
    version,
  }
}
