import type { Layer, Placement } from '../../src/index.ts'
import { isSame } from '../same.ts'
import type { Entry } from './folder.ts'
import type { Item } from './items.ts'

/** What has to be sent so that an item is as its folder says. */
export type Changes = { fields: Record<string, unknown>; image: boolean; placement: boolean }

/** Where an item keeps the fingerprint of the image that was sent: the API gives back other files than it was given. */
export const IMAGE_HASH = 'pushedImage'

/**
 * Compares a folder with the item that there is. What item.json leaves out stays as it is; so do keys of metadata that
 * it does not name.
 */
export function changesOf(entry: Entry, wanted: Record<string, unknown>, item: Item | undefined): Changes {
  const { image, placement } = entry
  const metadata = {
    ...item?.metadata,
    ...entry.fields.metadata,
    ...(image && { [IMAGE_HASH]: image.hash }),
  }
  const all = { ...wanted, ...(Object.keys(metadata).length > 0 && { metadata }) }
  const fields = Object.fromEntries(
    Object.entries(all).filter(([key, value]) => !item || !isSame(value, item[key as keyof Item])),
  )
  return {
    fields,
    image: image !== undefined && !(item?.image && item.metadata[IMAGE_HASH] === image.hash),
    placement: placement !== undefined && !isSame(whole(placement), whole(item?.placement ?? { layers: [] })),
  }
}

/** With what the API adds where nothing is said. */
const whole = ({ layers }: Placement) =>
  layers.map(({ surface, ...layer }: Layer) => ({
    blendMode: 'multiply',
    opacity: 0.9,
    logoVariant: 'auto',
    ...layer,
    ...(surface && { surface: { axis: 'vertical', curveDeg: 90, tiltDeg: 0, ...surface } }),
  }))
