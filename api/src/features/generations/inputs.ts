import type { ItemRow, StoredLogo } from '../../data/rows.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { fingerprint } from '../../render/fingerprint.ts'

/** The name of the render of an item with a logo; undefined where the item carries none. */
export function fingerprintOf(
  item: Pick<ItemRow, 'photo' | 'placement'>,
  logo: StoredLogo | null,
  outputs: readonly OutputSpec[],
): string | undefined {
  if (!logo || !item.photo || item.placement.layers.length === 0) return undefined
  return fingerprint({ photoHash: item.photo.hash, logoHash: logo.hash, placement: item.placement, outputs })
}
