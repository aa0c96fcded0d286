/** Pixels in memory: rows from the top, 8-bit sRGB, interleaved, alpha (4 channels) not premultiplied. */
export interface Raster {
  data: Uint8Array | Buffer
  width: number
  height: number
  channels: 3 | 4
}
