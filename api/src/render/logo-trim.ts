import type { Raster } from './raster.ts'

/** Alpha up to this is taken for nothing: stray export noise that no eye sees. */
const NOTHING = 3

/** The picture without its transparent margins; null when there is nothing else. */
export function trim(raster: Raster): Raster | null {
  const { data, width, height } = raster
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[(y * width + x) * 4 + 3]! <= NOTHING) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  if (right < 0) return null
  const [w, h] = [right - left + 1, bottom - top + 1]
  if (w === width && h === height) return raster
  const out = Buffer.alloc(w * h * 4)
  for (let y = 0; y < h; y++) {
    const from = ((top + y) * width + left) * 4
    out.set(data.subarray(from, from + w * 4), y * w * 4)
  }
  return { data: out, width: w, height: h, channels: 4 }
}

/** Whether any pixel lets something through. */
export function hasTransparency({ data }: Raster): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i]! < 250) return true
  return false
}
