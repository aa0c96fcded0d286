import type { RenderCache } from './cache.ts'
import type { Canvas } from './canvas.ts'
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
 * Draws every layer of a placement over a fitted photo, in order; over a copy of it, unless there is a canvas. With
 * `variants`, those are drawn and legibility is not measured.
 */
export async function compose(input: {
  base: Raster
  /** The base, to paint on itself. */
  canvas?: Canvas
  logo: LogoVariants
  placement: Placement
  cache?: RenderCache
  variants?: Legibility['variant'][]
}): Promise<Composition> {
  const { base, logo, placement, cache } = input
  const raster: Canvas = input.canvas ?? { ...base, data: new Uint8Array(base.data) }
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
