import { locate, type Mapping } from './mapping.ts'
import { CALM_RADIUS, type Texture } from './texture.ts'

/**
 * Fills `out` with the logo as seen by the pixels x0..x1 of row y: red, green, blue (0..1, not
 * premultiplied) and alpha, four numbers a pixel.
 */
export type SampleRow = (y: number, x0: number, x1: number, out: Float32Array) => void

const MOST_SAMPLES = 16

/**
 * Area sampling of the logo under one layer. A pixel whose whole footprint is of one colour takes one
 * texel; the others average bilinear samples about one texel apart over the pixel's footprint, which is
 * taken for a parallelogram.
 */
export function createSampler(texture: Texture, mapping: Mapping): SampleRow {
  const { data, calm, width, height } = texture
  const stride = width + 2
  const { rect } = mapping
  const perU = width / rect.width
  const perV = height / rect.height
  const at = new Float64Array(6)

  return (y, x0, x1, out) => {
    for (let x = x0, o = 0; x < x1; x++, o += 4) {
      out[o + 3] = 0
      if (!locate(mapping, x + 0.5, y + 0.5, at)) continue
      // Texel centres lie on whole numbers, the margin texel on 0.
      const tx = (at[0]! - rect.u) * perU + 0.5
      const ty = (at[1]! - rect.v) * perV + 0.5
      const txX = at[2]! * perU
      const txY = at[3]! * perU
      const tyX = at[4]! * perV
      const tyY = at[5]! * perV
      const reach = Math.max(Math.abs(txX) + Math.abs(txY), Math.abs(tyX) + Math.abs(tyY)) / 2
      if (tx < -reach || ty < -reach || tx >= width + 1 + reach || ty >= height + 1 + reach) continue
      const calmHere =
        reach <= CALM_RADIUS - 0.5 &&
        tx >= 0 &&
        ty >= 0 &&
        tx < width + 1 &&
        ty < height + 1 &&
        calm[((ty + 0.5) | 0) * stride + ((tx + 0.5) | 0)] === 1
      const n = calmHere ? 1 : samplesFor(txX, tyX)
      const m = calmHere ? 1 : samplesFor(txY, tyY)
      let r = 0
      let g = 0
      let b = 0
      let a = 0
      for (let j = 0; j < m; j++) {
        const fy = (j + 0.5) / m - 0.5
        for (let i = 0; i < n; i++) {
          const fx = (i + 0.5) / n - 0.5
          const sx = tx + fx * txX + fy * txY
          const sy = ty + fx * tyX + fy * tyY
          if (sx < 0 || sy < 0 || sx >= width + 1 || sy >= height + 1) continue
          const ix = sx | 0
          const iy = sy | 0
          const p = (iy * stride + ix) * 4
          const q = p + stride * 4
          const right = sx - ix
          const below = sy - iy
          const w11 = right * below
          const w10 = right - w11
          const w01 = below - w11
          const w00 = 1 - right - w01
          r += data[p]! * w00 + data[p + 4]! * w10 + data[q]! * w01 + data[q + 4]! * w11
          g += data[p + 1]! * w00 + data[p + 5]! * w10 + data[q + 1]! * w01 + data[q + 5]! * w11
          b += data[p + 2]! * w00 + data[p + 6]! * w10 + data[q + 2]! * w01 + data[q + 6]! * w11
          a += data[p + 3]! * w00 + data[p + 7]! * w10 + data[q + 3]! * w01 + data[q + 7]! * w11
        }
      }
      write(out, o, r, g, b, a, n * m)
    }
  }
}

function samplesFor(dx: number, dy: number): number {
  return Math.min(MOST_SAMPLES, Math.max(1, Math.round(Math.sqrt(dx * dx + dy * dy))))
}

function write(out: Float32Array, o: number, r: number, g: number, b: number, a: number, n: number): void {
  if (a <= 0) return
  out[o] = r / a
  out[o + 1] = g / a
  out[o + 2] = b / a
  out[o + 3] = a / (n * 65025)
}
