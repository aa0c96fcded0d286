import type { Schemas } from '../../contract/handlers.ts'
import type { StoredImage } from '../../data/rows.ts'
import type { Item } from './catalog.ts'

type UrlOf = (key: string) => string

export function imageView({ key, ...image }: StoredImage, urlOf: UrlOf): Schemas['Image'] {
  return { url: urlOf(key), ...image }
}

/** What all three kinds have. */
function itemView({ row }: Item, urlOf: UrlOf) {
  const { photo } = row
  return {
    id: row.id,
    slug: row.slug,
    externalId: row.externalId,
    name: row.name,
    description: row.description,
    position: row.position,
    status: row.status,
    image: photo && {
      images: photo.images.map((image) => imageView(image, urlOf)),
      placeholder: photo.placeholder,
      width: photo.width,
      height: photo.height,
      format: photo.format,
      bytes: photo.bytes,
    },
    placement: row.placement,
    metadata: row.metadata,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function sold({ row }: Item) {
  return {
    price: { amount: row.priceAmount!, currency: row.priceCurrency! },
    minQuantity: row.minQuantity,
    quantityStep: row.quantityStep,
  }
}

export function collectionView(item: Item, urlOf: UrlOf): Schemas['Collection'] {
  return itemView(item, urlOf)
}

export function productView(item: Item, urlOf: UrlOf): Schemas['Product'] {
  const { collectionId, category, tags } = item.row
  return { ...itemView(item, urlOf), ...sold(item), collectionId, category, tags }
}

export function packView(item: Item, urlOf: UrlOf): Schemas['Pack'] {
  return { ...itemView(item, urlOf), ...sold(item), items: item.contents }
}
