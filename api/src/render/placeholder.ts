import type { Raster } from './raster.ts'
import { CELLS, thumbHash } from './thumbhash.ts'

// The hash keeps seven frequencies a side: four times as many cells, of sixteen pixels each, say all of it.
const TAPS = 4

/** The picture's ThumbHash (about 25 bytes) in base64. */
export function placeholder(raster: Raster): string {
  const { data, width, height, channels } = raster
  const columns = taps(width, channels)
  const rows = taps(height, width * channels)
  const rgb = new Uint8Array(CELLS * CELLS * 3)
  for (let row = 0; row < CELLS; row++) {
    const sums = new Int32Array(CELLS * 3)
    for (let j = 0; j < TAPS; j++) addRow(data, rows[row * TAPS + j]!, columns, sums)
    for (let i = 0; i < sums.length; i++) rgb[row * sums.length + i] = sums[i]! / TAPS ** 2 + 0.5
  }
  return Buffer.from(thumbHash(rgb)).toString('base64')
}

function addRow(data: Uint8Array, start: number, columns: Int32Array, sums: Int32Array): void {
  for (let cell = 0, i = 0; cell < sums.length; cell += 3) {
    let r = 0
    let g = 0
    let b = 0
    for (const end = i + TAPS; i < end; i++) {
      const at = start + columns[i]!
      r += data[at]!
      g += data[at + 1]!
      b += data[at + 2]!
    }
    sums[cell]! += r
    sums[cell + 1]! += g
    sums[cell + 2]! += b
  }
}

/** Where along a side the taps of all cells lie, `step` bytes a pixel. */
function taps(length: number, step: number): Int32Array {
  const places = new Int32Array(CELLS * TAPS)
  for (let i = 0; i < places.length; i++) places[i] = Math.floor(((i + 0.5) * length) / places.length) * step
  return places
}
