import type { RenderCache } from './cache.ts'
import { drawLayer, drawVariant, type LogoSources } from './draw-layer.ts'
import type { Placement } from './layer.ts'
import type { Legibility } from './legibility.ts'
import { logoSource } from './logo-texture.ts'
import type { Raster } from './raster.ts'

/** The three PNGs prepareLogo makes of a logo; each has its own size. */
export interface LogoVariants {
  color: Uint8Array
  light: Uint8Array
  dark: Uint8Array
}

export interface Composition {
  raster: Raster
  /** Of the least legible layer; null when nothing was drawn. */
  legibility: Legibility | null
  /** The variant each layer shows. */
  variants: Legibility['variant'][]
}

/**
 * Draws every layer of a placement over a fitted photo, in order. The base is left as it was. With
 * `variants`, those are drawn and legibility is not measured.
 */
export async function compose(input: {
  base: Raster
  logo: LogoVariants
  placement: Placement
  cache?: RenderCache
  variants?: Legibility['variant'][]
  /** Memory for the picture, as large as the base. */
  canvas?: Uint8Array
}): Promise<Composition> {
  const { base, logo, placement, cache, canvas = new Uint8Array(base.data.byteLength) } = input
  canvas.set(base.data)
  const raster: Raster = { ...base, data: canvas }
  const sources: LogoSources = (variant) => logoSource(logo[variant], cache)
  const variants: Legibility['variant'][] = []
  let legibility: Legibility | null = null
  for (const [i, layer] of placement.layers.entries()) {
    const variant = input.variants?.[i]
    if (variant) {
      await drawVariant(raster, sources, layer, variant)
      variants.push(variant)
      continue
    }
    const drawn = await drawLayer(raster, sources, layer)
    variants.push(drawn.variant)
    if (!legibility || drawn.ratio < legibility.ratio) legibility = drawn
  }
  return { raster, legibility, variants }
}
