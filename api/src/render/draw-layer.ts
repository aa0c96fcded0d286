import { LAYER_DEFAULTS, type Layer } from './layer.ts'
import { type Legibility, measureContrast, verdictOf } from './legibility.ts'
import { createMapping, greatestScale, type Mapping } from './mapping.ts'
import { paint } from './paint.ts'
import type { Raster } from './raster.ts'
import { createSampler } from './sample.ts'
import { spansOf } from './spans.ts'
import type { Texture } from './texture.ts'

// What a layer means, without a word on where pixels come from: the server and the editor's preview both draw by it.

/** One version of a logo: its shape, and its pixels at the size that is wanted. */
export interface LogoSource {
  width: number
  height: number
  texture(width: number, height: number): Promise<Texture>
}

export type LogoSources = (variant: Legibility['variant']) => Promise<LogoSource>

/** Draws one layer onto the canvas, in place, with the version of the logo that can be made out. */
export async function drawLayer(canvas: Raster, logo: LogoSources, layer: Layer): Promise<Legibility> {
  const { blendMode: mode = LAYER_DEFAULTS.blendMode, opacity = LAYER_DEFAULTS.opacity } = layer
  const candidates: Legibility['variant'][] =
    layer.logoVariant === undefined || layer.logoVariant === 'auto'
      ? ['color', 'dark', 'light']
      : [layer.logoVariant]
  let best: (Legibility & { print: Print }) | null = null
  for (const variant of candidates) {
    const print = await preparePrint(await logo(variant), layer, canvas.width)
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

async function preparePrint(source: LogoSource, layer: Layer, size: number) {
  const mapping = createMapping(layer, source, size)
  const { width, height } = textureSize(source, mapping)
  const texture = await source.texture(width, height)
  return { sample: createSampler(texture, mapping), spans: spansOf(mapping) }
}

/** Texels a canvas pixel is given at least, where the logo is largest. */
const TEXELS_PER_PX = 2
const MOST_TEXELS_A_SIDE = 2400

// Sizes go up in steps of the square root of two, so that similar layers of a catalogue share textures.
function textureSize(
  source: { width: number; height: number },
  mapping: Mapping,
): { width: number; height: number } {
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
