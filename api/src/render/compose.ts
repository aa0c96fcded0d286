import { contentKey, type RenderCache } from './cache.ts'
import { LAYER_DEFAULTS, type Layer, type Placement } from './layer.ts'
import { type Legibility, measureContrast, verdictOf } from './legibility.ts'
import { createMapping, greatestScale, type Mapping } from './mapping.ts'
import { paint } from './paint.ts'
import type { Raster } from './raster.ts'
import { createSampler } from './sample.ts'
import { spansOf } from './spans.ts'
import { createTexture, decodeLogo, type Texture, textureBytes } from './texture.ts'

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
  let legibility: Legibility | null = null
  for (const layer of placement.layers) {
    const drawn = await drawLayer(raster, logo, layer, cache)
    if (!legibility || drawn.ratio < legibility.ratio) legibility = drawn
  }
  return { raster, legibility }
}

async function drawLayer(
  canvas: Raster,
  logo: LogoVariants,
  layer: Layer,
  cache: RenderCache | undefined,
): Promise<Legibility> {
  const { blendMode: mode = LAYER_DEFAULTS.blendMode, opacity = LAYER_DEFAULTS.opacity } = layer
  const candidates: Legibility['variant'][] =
    layer.logoVariant === undefined || layer.logoVariant === 'auto'
      ? ['color', 'dark', 'light']
      : [layer.logoVariant]
  let best: (Legibility & { print: Print }) | null = null
  for (const variant of candidates) {
    const print = await preparePrint(logo[variant], layer, canvas.width, cache)
    const ratio = measureContrast(canvas, print.sample, print.spans, mode, opacity)
    const verdict = verdictOf(ratio)
    if (!best || ratio > best.ratio * CLEARLY_BETTER) best = { ratio, verdict, variant, print }
    // The brand's own colours stay unless they cannot be made out.
    if (variant === 'color' && verdict !== 'poor') break
  }
  const { print, ratio, verdict, variant } = best!
  paint(canvas, print.sample, print.spans, mode, opacity)
  return { ratio: Math.round(ratio * 100) / 100, verdict, variant }
}

const CLEARLY_BETTER = 1.15

type Print = Awaited<ReturnType<typeof preparePrint>>

async function preparePrint(png: Uint8Array, layer: Layer, size: number, cache: RenderCache | undefined) {
  const use: RenderCache['use'] = cache ? cache.use : (_key, make) => make()
  const key = cache ? contentKey(png) : ''
  const source = await use(
    `logo:${key}`,
    () => decodeLogo(png),
    (r) => r.data.byteLength,
  )
  const mapping = createMapping(layer, source, size)
  const { width, height } = textureSize(source, mapping)
  const texture = await use<Texture>(
    `texture:${key}:${width}x${height}`,
    () => createTexture(source, width, height),
    textureBytes,
  )
  return { sample: createSampler(texture, mapping), spans: spansOf(mapping) }
}

/** Texels a canvas pixel is given at least, where the logo is largest. */
const TEXELS_PER_PX = 2
const MOST_TEXELS_A_SIDE = 2400

// Sizes go up in steps of the square root of two, so that similar layers of a catalogue share textures.
function textureSize(source: Raster, mapping: Mapping): { width: number; height: number } {
  const scale = greatestScale(mapping)
  const fit = (side: number, px: number) => {
    const ratio = (TEXELS_PER_PX * px) / side
    const stepped = side * 2 ** (Math.ceil(2 * Math.log2(ratio)) / 2)
    return Math.min(MOST_TEXELS_A_SIDE, Math.max(4, Math.round(stepped)))
  }
  return {
    width: fit(source.width, scale.u * mapping.rect.width),
    height: fit(source.height, scale.v * mapping.rect.height),
  }
}
