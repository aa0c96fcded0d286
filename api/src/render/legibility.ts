import { BLEND } from './blend.ts'
import type { BlendMode } from './layer.ts'
import type { Raster } from './raster.ts'
import type { SampleRow } from './sample.ts'
import type { Spans } from './spans.ts'

export interface Legibility {
  /** Contrast of the printed logo against the photo under it, 1 (unseen) to 21. */
  ratio: number
  verdict: 'good' | 'fair' | 'poor'
  variant: 'color' | 'light' | 'dark'
}

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

// A third of the rows and columns tells the ratio to about 1 %.
const STEP = 3

/**
 * Geometric mean, weighted by the logo's alpha squared, of the WCAG contrast between each pixel as printed and as
 * it was. 1 when the logo covers nothing.
 */
export function measureContrast(
  backdrop: Raster,
  sample: SampleRow,
  spans: Spans,
  mode: BlendMode,
  opacity: number,
): number {
  const blend = BLEND[mode]
  const row = new Float32Array(4)
  let weights = 0
  let logs = 0
  for (let k = 0; k < spans.from.length; k += STEP) {
    const y = spans.top + k
    for (let x = spans.from[k]!; x < spans.to[k]!; x += STEP) {
      sample(y, x, x + 1, row)
      const coverage = row[3]!
      if (coverage <= 0) continue
      const o = (y * backdrop.width + x) * 3
      const [r, g, b] = [backdrop.data[o]!, backdrop.data[o + 1]!, backdrop.data[o + 2]!]
      const printed = (c: number, cs: number) =>
        Math.round(c + coverage * opacity * (blend(c / 255, cs) * 255 - c))
      const after = luminance(printed(r, row[0]!), printed(g, row[1]!), printed(b, row[2]!))
      // Squared: half-covered edge pixels are pale by nature and would speak against fine lettering.
      const weight = coverage * coverage
      weights += weight
      logs += weight * Math.log(contrast(after, luminance(r, g, b)))
    }
  }
  return weights > 0 ? Math.exp(logs / weights) : 1
}
