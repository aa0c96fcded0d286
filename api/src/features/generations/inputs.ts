import type { ItemRow, StoredLogo } from '../../data/rows.ts'
import { DEFAULT_OUTPUTS, fingerprint } from '../../render/fingerprint.ts'

/** The name of the render of an item with a logo; undefined where the item carries none. */
export function fingerprintOf(
  item: Pick<ItemRow, 'photo' | 'placement'>,
  logo: StoredLogo | null,
): string | undefined {
  if (!logo || !item.photo || item.placement.layers.length === 0) return undefined
  const { placement } = item
  return fingerprint({ photoHash: item.photo.hash, logoHash: logo.hash, placement, outputs: DEFAULT_OUTPUTS })
}
