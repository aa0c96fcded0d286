import { blend } from './blend.ts'
import type { BlendMode } from './layer.ts'
import { scratchRow } from './paint.ts'
import type { Raster } from './raster.ts'
import type { Sampler } from './sample.ts'
import type { Spans } from './spans.ts'

export interface Legibility {
  /** Contrast of the printed logo against the photo under it, 1 (unseen) to 21. */
  ratio: number
  verdict: 'good' | 'fair' | 'poor'
  variant: 'color' | 'light' | 'dark'
}

/**
 * The canvas on which variants are chosen and legibility is measured, whatever sizes are asked for: the pictures of
 * an item show the same logo, also when they are made at different times, and in the editor.
 */
export const JUDGED_SIZE = 480

/** WCAG 2.2 asks 3:1 of graphics (1.4.11); under 1.5 a shape is hard to make out at all. */
export function verdictOf(ratio: number): Legibility['verdict'] {
  return ratio >= 3 ? 'good' : ratio >= 1.5 ? 'fair' : 'poor'
}

// WCAG 2.2, relative luminance.
const LINEAR = Float64Array.from({ length: 256 }, (_, i) => {
  const s = i / 255
  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
})

/** Relative luminance of 8-bit sRGB, 0 to 1. */
export function luminance(r: number, g: number, b: number): number {
  return 0.2126 * LINEAR[r]! + 0.7152 * LINEAR[g]! + 0.0722 * LINEAR[b]!
}

export function contrast(a: number, b: number): number {
  return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05)
}

/** Pixels of a layer to be looked at, at least, where it has as many: they tell the ratio to about 3 %. */
const POINTS = 400

/**
 * Geometric mean, weighted by the logo's alpha squared, of the WCAG contrast between each pixel as printed and as
 * it was. 1 when the logo covers nothing.
 */
export function measureContrast(
  backdrop: Raster,
  sample: Sampler,
  spans: Spans,
  mode: BlendMode,
  opacity: number,
): number {
  const step = stepFor(spans)
  const { data, width } = backdrop
  const row = scratchRow(width + 1)
  const { ink } = sample
  const numbers = ink ? 1 : 4
  let weights = 0
  let logs = 0
  for (let k = 0; k < spans.from.length; k += step) {
    const y = spans.top + k
    const from = spans.from[k]!
    const to = spans.to[k]!
    sample.row(y, from, to, row, step)
    for (let x = from, i = 0; x < to; x += step, i += numbers) {
      const coverage = row[i + numbers - 1]!
      if (coverage <= 0) continue
      const o = (y * width + x) * 3
      const r = data[o]!
      const g = data[o + 1]!
      const b = data[o + 2]!
      const alpha = coverage * opacity
      const sr = ink ? ink[0] / 255 : row[i]!
      const sg = ink ? ink[1] / 255 : row[i + 1]!
      const sb = ink ? ink[2] / 255 : row[i + 2]!
      const after = luminance(
        Math.round(r + alpha * (blend(mode, r / 255, sr) * 255 - r)),
        Math.round(g + alpha * (blend(mode, g / 255, sg) * 255 - g)),
        Math.round(b + alpha * (blend(mode, b / 255, sb) * 255 - b)),
      )
      // Squared: half-covered edge pixels are pale by nature and would speak against fine lettering.
      const weight = coverage * coverage
      weights += weight
      logs += weight * Math.log(contrast(after, luminance(r, g, b)))
    }
  }
  return weights > 0 ? Math.exp(logs / weights) : 1
}

/** Every how manieth pixel, both ways. */
function stepFor({ from, to }: Spans): number {
  let pixels = 0
  for (let k = 0; k < from.length; k++) pixels += Math.max(0, to[k]! - from[k]!)
  return Math.max(1, Math.floor(Math.sqrt(pixels / POINTS)))
}
