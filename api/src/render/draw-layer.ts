import type { Canvas } from './canvas.ts'
import { LAYER_DEFAULTS, type Layer } from './layer.ts'
import { type Legibility, measureContrast, verdictOf } from './legibility.ts'
import { createMapping, greatestScale, type Mapping } from './mapping.ts'
import { paint } from './paint.ts'
import { createSampler } from './sample.ts'
import { spansOf } from './spans.ts'
import type { Texture } from './texture.ts'

// What a layer means, without a word on where pixels come from: the server and the editor's preview both draw by it.

/** One version of a logo: its shape, and its pixels at the size that is wanted. */
export interface LogoSource {
  width: number
  height: number
  /** `level` tells how often the logo is halved to come to that size; below zero, how often it is doubled. */
  texture(width: number, height: number, level: number): Promise<Texture>
}

export type LogoSources = (variant: Legibility['variant']) => Promise<LogoSource>

/** Draws one layer onto the canvas, in place, with the version of the logo that can be made out. */
export async function drawLayer(canvas: Canvas, logo: LogoSources, layer: Layer): Promise<Legibility> {
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

/** Draws one layer with a version that was chosen before. */
export async function drawVariant(
  canvas: Canvas,
  logo: LogoSources,
  layer: Layer,
  variant: Legibility['variant'],
): Promise<void> {
  const { blendMode = LAYER_DEFAULTS.blendMode, opacity = LAYER_DEFAULTS.opacity } = layer
  const { sample, spans } = await preparePrint(await logo(variant), layer, canvas.width)
  paint(canvas, sample, spans, blendMode, opacity)
}

const CLEARLY_BETTER = 1.15

type Print = Awaited<ReturnType<typeof preparePrint>>

async function preparePrint(source: LogoSource, layer: Layer, size: number) {
  const mapping = createMapping(layer, source, size)
  const level = levelFor(source, mapping)
  const side = (px: number) => Math.max(1, Math.ceil(px / 2 ** level))
  const texture = await source.texture(side(source.width), side(source.height), level)
  return { sample: createSampler(texture, mapping), spans: spansOf(mapping) }
}

/** Texels a canvas pixel is given at least, where the logo is largest; at most twice as many along its shorter way. */
const TEXELS_PER_PX = 1.25
const MOST_TEXELS_A_SIDE = 2400

/** Logos are halved and doubled only, so that the layers of a catalogue share textures. */
function levelFor(source: { width: number; height: number }, mapping: Mapping): number {
  const scale = greatestScale(mapping)
  const texelsPerPx = Math.min(
    source.width / (scale.u * mapping.rect.width),
    source.height / (scale.v * mapping.rect.height),
  )
  const long = Math.max(source.width, source.height)
  const level = Math.floor(Math.log2(texelsPerPx / TEXELS_PER_PX))
  return Math.max(level, Math.min(0, -Math.floor(Math.log2(MOST_TEXELS_A_SIDE / long))))
}
