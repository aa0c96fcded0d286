import type { Raster } from './raster.ts'

const MOST = 5
/** Colours closer than this (Euclidean, 8-bit sRGB) are one. */
const APART = 48
/** Share of the logo's ink below which a colour is an edge or a detail. */
const MIN_SHARE = 0.02

/** A sample of this many pixels tells the shares to a tenth of a percent. */
const MOST_PIXELS = 300_000

interface Bin {
  weight: number
  r: number
  g: number
  b: number
}

/** Dominant colours as `#rrggbb`, strongest first, at most five; at least one for anything visible. */
export function dominantColors(raster: Raster): string[] {
  const bins = histogram(raster).sort((a, b) => b.weight - a.weight)
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0)
  const merged: Bin[] = []
  for (const bin of bins) {
    const near = merged.find((m) => apart(mean(m), mean(bin)) < APART)
    if (near) add(near, bin)
    else merged.push({ ...bin })
  }
  const strong = merged.sort((a, b) => b.weight - a.weight).filter((m) => m.weight >= total * MIN_SHARE)
  return (strong.length > 0 ? strong : merged).slice(0, MOST).map(hex)
}

// Five bits a channel. Half-transparent pixels are mostly edges, whose colour is a mix: they count less.
function histogram({ data }: Raster): Bin[] {
  const bins = new Map<number, Bin>()
  const step = 4 * Math.max(1, Math.floor(data.length / 4 / MOST_PIXELS))
  for (let i = 0; i < data.length; i += step) {
    const alpha = data[i + 3]! / 255
    if (alpha < 0.1) continue
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!]
    const key = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)
    const weight = alpha * alpha
    const bin = bins.get(key)
    const pixel = { weight, r: r * weight, g: g * weight, b: b * weight }
    if (bin) add(bin, pixel)
    else bins.set(key, pixel)
  }
  return [...bins.values()]
}

function add(to: Bin, bin: Bin): void {
  to.weight += bin.weight
  to.r += bin.r
  to.g += bin.g
  to.b += bin.b
}

function mean({ weight, r, g, b }: Bin): [number, number, number] {
  return [r / weight, g / weight, b / weight]
}

function apart(a: number[], b: number[]): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)
}

function hex(bin: Bin): string {
  return `#${mean(bin)
    .map((c) => Math.round(c).toString(16).padStart(2, '0'))
    .join('')}`
}
