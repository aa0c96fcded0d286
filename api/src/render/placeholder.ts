import { rgbaToThumbHash } from 'thumbhash'
import type { Raster } from './raster.ts'

const SIDE = 40

/** The picture's ThumbHash (about 25 bytes) in base64. */
export function placeholder(raster: Raster): string {
  const [w, h] = [Math.min(SIDE, raster.width), Math.min(SIDE, raster.height)]
  const { data, channels } = raster
  const rgba = new Uint8Array(w * h * 4)
  // Five by five pixels stand for each cell: the hash keeps seven frequencies, so more change nothing.
  const taps = 5
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const sum = [0, 0, 0]
      for (let k = 0; k < taps * taps; k++) {
        const sx = Math.floor(((x + ((k % taps) + 0.5) / taps) * raster.width) / w)
        const sy = Math.floor(((y + (Math.floor(k / taps) + 0.5) / taps) * raster.height) / h)
        const at = (sy * raster.width + sx) * channels
        for (let c = 0; c < 3; c++) sum[c]! += data[at + c]!
      }
      const to = (y * w + x) * 4
      for (let c = 0; c < 3; c++) rgba[to + c] = Math.round(sum[c]! / (taps * taps))
      rgba[to + 3] = 255
    }
  }
  return Buffer.from(rgbaToThumbHash(w, h, rgba)).toString('base64')
}
