import type { Raster } from './raster.ts'

/** Share of a logo that must be near white, at least and at most, for the white to be taken for paper. */
const PAPER = { least: 0.02, most: 0.7 }

/**
 * The logo as one ink: its alpha in one colour. White parts inside a coloured logo (letters on a disc)
 * are left open, or the shape would close to a blob.
 */
export function oneColor(raster: Raster, ink: readonly [number, number, number]): Raster {
  const { data, width, height } = raster
  const knockOut = paperShare(data) >= PAPER.least && paperShare(data) <= PAPER.most
  const out = Buffer.alloc(data.length)
  for (let i = 0; i < data.length; i += 4) {
    out[i] = ink[0]
    out[i + 1] = ink[1]
    out[i + 2] = ink[2]
    out[i + 3] = knockOut ? Math.round(data[i + 3]! * (1 - whiteness(data, i))) : data[i + 3]!
  }
  return { data: out, width, height, channels: 4 }
}

function paperShare(data: Uint8Array): number {
  let [all, white] = [0, 0]
  for (let i = 0; i < data.length; i += 4) {
    const a = data[i + 3]!
    all += a
    if (whiteness(data, i) > 0.5) white += a
  }
  return all > 0 ? white / all : 0
}

// 0 up to a light grey or tint of 200, 1 from 250.
function whiteness(data: Uint8Array, i: number): number {
  const least = Math.min(data[i]!, data[i + 1]!, data[i + 2]!)
  return Math.min(1, Math.max(0, (least - 200) / 50))
}
