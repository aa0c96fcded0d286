import type { Raster } from './raster.ts'
import { CELLS, thumbHash } from './thumbhash.ts'

// The hash keeps seven frequencies a side: four times as many cells, of sixteen pixels each, say all of it.
const TAPS = 4

/** The picture's ThumbHash (about 25 bytes) in base64. */
export function placeholder(raster: Raster): string {
  const { data, width, height, channels } = raster
  const rgb = new Uint8Array(CELLS * CELLS * 3)
  const columns = taps(width)
  const rows = taps(height)
  const n = TAPS * TAPS
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const left = (cell % CELLS) * TAPS
    const top = Math.floor(cell / CELLS) * TAPS
    let r = 0
    let g = 0
    let b = 0
    for (let j = top; j < top + TAPS; j++) {
      const row = rows[j]! * width
      for (let i = left; i < left + TAPS; i++) {
        const at = (row + columns[i]!) * channels
        r += data[at]!
        g += data[at + 1]!
        b += data[at + 2]!
      }
    }
    rgb[cell * 3] = Math.round(r / n)
    rgb[cell * 3 + 1] = Math.round(g / n)
    rgb[cell * 3 + 2] = Math.round(b / n)
  }
  return Buffer.from(thumbHash(rgb)).toString('base64')
}

/** Where along a side the taps of all cells lie. */
function taps(length: number): Int32Array {
  const places = new Int32Array(CELLS * TAPS)
  for (let i = 0; i < places.length; i++) places[i] = Math.floor(((i + 0.5) * length) / places.length)
  return places
}
