import { rgbaToThumbHash } from 'thumbhash'
import type { Raster } from './raster.ts'

// The hash keeps seven frequencies a side: four times as many cells, of sixteen pixels each, say all of it.
const SIDE = 28
const TAPS = 4

/** The picture's ThumbHash (about 25 bytes) in base64. */
export function placeholder(raster: Raster): string {
  const { data, width, height, channels } = raster
  const rgba = new Uint8Array(SIDE * SIDE * 4).fill(255)
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let r = 0
      let g = 0
      let b = 0
      for (let k = 0; k < TAPS * TAPS; k++) {
        const sx = Math.floor(((x + ((k % TAPS) + 0.5) / TAPS) * width) / SIDE)
        const sy = Math.floor(((y + (Math.floor(k / TAPS) + 0.5) / TAPS) * height) / SIDE)
        const at = (sy * width + sx) * channels
        r += data[at]!
        g += data[at + 1]!
        b += data[at + 2]!
      }
      const n = TAPS * TAPS
      rgba.set([Math.round(r / n), Math.round(g / n), Math.round(b / n)], (y * SIDE + x) * 4)
    }
  }
  return Buffer.from(rgbaToThumbHash(SIDE, SIDE, rgba)).toString('base64')
}
