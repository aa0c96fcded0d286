import type { Raster } from './raster.ts'

/** Ink of the one-colour versions. Not pure black: print never is, and multiply keeps a trace of the photo. */
export const LIGHT = [255, 255, 255] as const
export const DARK = [17, 17, 17] as const

/** Share of a logo that must be near white, at least and at most, for the white to be taken for paper. */
const PAPER = { least: 0.02, most: 0.7 }

/**
 * The logo as one ink, in each of the given colours. White parts inside a coloured logo (letters on a disc)
 * are left open, or the shape would close to a blob.
 */
export function inOneColor(raster: Raster, inks: readonly (readonly [number, number, number])[]): Raster[] {
  const { data, width, height } = raster
  const paper = paperShare(data)
  const knockOut = paper >= PAPER.least && paper <= PAPER.most
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < alpha.length; i++) {
    const a = data[i * 4 + 3]!
    alpha[i] = knockOut && a > 0 ? Math.round(a * (1 - whiteness(data, i * 4))) : a
  }
  return inks.map((ink) => {
    const out = new Uint8Array(data.length)
    for (let i = 0, o = 0; i < alpha.length; i++, o += 4) {
      out[o] = ink[0]
      out[o + 1] = ink[1]
      out[o + 2] = ink[2]
      out[o + 3] = alpha[i]!
    }
    return { data: out, width, height, channels: 4 }
  })
}

function paperShare(data: Uint8Array): number {
  let [all, white] = [0, 0]
  for (let i = 0; i < data.length; i += 4) {
    const a = data[i + 3]!
    all += a
    if (a > 0 && whiteness(data, i) > 0.5) white += a
  }
  return all > 0 ? white / all : 0
}

// 0 up to a light grey or tint of 200, 1 from 250.
function whiteness(data: Uint8Array, i: number): number {
  const least = Math.min(data[i]!, data[i + 1]!, data[i + 2]!)
  return Math.min(1, Math.max(0, (least - 200) / 50))
}
