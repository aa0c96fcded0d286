import { contentKey, type RenderCache } from './cache.ts'
import { compose, type LogoVariants } from './compose.ts'
import { DEFAULT_OUTPUTS, type EncodedFile, encode, type OutputSpec } from './encode.ts'
import type { Placement } from './layer.ts'
import type { Legibility } from './legibility.ts'
import { fitPhoto } from './photo.ts'
import { placeholder } from './placeholder.ts'
import type { Raster } from './raster.ts'

export type { Composition, LogoVariants } from './compose.ts'
export { compose } from './compose.ts'
export { type EncodedFile, encode, type OutputSpec } from './encode.ts'
export type { Legibility } from './legibility.ts'

export interface RenderInput {
  /** The product photo's bytes, or the canvas already fitted from them. */
  photo?: Uint8Array
  base?: Raster
  logo: LogoVariants
  placement: Placement
  /** Side of the master in pixels; the other widths are scaled from it. */
  size?: number
  outputs?: readonly OutputSpec[]
  cache?: RenderCache
}

export interface RenderedItem {
  files: EncodedFile[]
  /** ThumbHash, base64. */
  placeholder: string
  legibility: Legibility | null
}

export const MASTER_SIZE = 1000

/**
 * One item's pictures: the photo fitted, every layer drawn, the widths encoded. Without layers this is the
 * plain photo. Same inputs, same bytes.
 * @throws {ImageError} when photo or logo cannot be decoded
 */
export async function renderItem(input: RenderInput): Promise<RenderedItem> {
  const { logo, placement, outputs = DEFAULT_OUTPUTS, cache } = input
  const base = input.base ?? (await fitBase(input))
  const { raster, legibility } = await compose({ base, logo, placement, cache })
  const files = await encode(raster, outputs)
  return { files, placeholder: placeholder(raster), legibility }
}

/** The canvas of an item before any logo, from the cache when there is one. */
export async function fitBase({ photo, size = MASTER_SIZE, cache }: RenderInput): Promise<Raster> {
  if (!photo) throw new TypeError('renderItem needs a photo or a base')
  if (!cache) return fitPhoto(photo, size)
  return cache.use(
    `base:${size}:${contentKey(photo)}`,
    () => fitPhoto(photo, size),
    (r) => r.data.byteLength,
  )
}
