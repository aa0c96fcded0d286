import { contentKey, type RenderCache } from './cache.ts'
import { drawLayer, type LogoSource, type LogoSources } from './draw-layer.ts'
import type { Placement } from './layer.ts'
import type { Legibility } from './legibility.ts'
import { createTexture, decodeLogo } from './logo-texture.ts'
import type { Raster } from './raster.ts'
import { type Texture, textureBytes } from './texture.ts'

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
}

/** Draws every layer of a placement over a fitted photo, in order. The base is left as it was. */
export async function compose(input: {
  base: Raster
  logo: LogoVariants
  placement: Placement
  cache?: RenderCache
}): Promise<Composition> {
  const { base, logo, placement, cache } = input
  const raster: Raster = { ...base, data: Buffer.from(base.data) }
  const sources: LogoSources = (variant) => sourceOf(logo[variant], cache)
  let legibility: Legibility | null = null
  for (const layer of placement.layers) {
    const drawn = await drawLayer(raster, sources, layer)
    if (!legibility || drawn.ratio < legibility.ratio) legibility = drawn
  }
  return { raster, legibility }
}

/** One of our own PNGs as a source of texels; decoded and scaled once for all that share the cache. */
async function sourceOf(png: Uint8Array, cache: RenderCache | undefined): Promise<LogoSource> {
  const use: RenderCache['use'] = cache ? cache.use : (_key, make) => make()
  const key = cache ? contentKey(png) : ''
  const source = await use(
    `logo:${key}`,
    () => decodeLogo(png),
    (r) => r.data.byteLength,
  )
  return {
    width: source.width,
    height: source.height,
    texture: (width, height) =>
      use<Texture>(
        `texture:${key}:${width}x${height}`,
        () => createTexture(source, width, height),
        textureBytes,
      ),
  }
}
