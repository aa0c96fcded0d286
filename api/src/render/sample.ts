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
  const sum = new Float64Array(4)

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
      if (reach <= CALM_RADIUS - 0.5 && tx >= 0 && ty >= 0 && tx < width + 1 && ty < height + 1) {
        const i = Math.floor(ty + 0.5) * stride + Math.floor(tx + 0.5)
        if (calm[i] === 1) {
          write(out, o, data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!, data[i * 4 + 3]!, 1)
          continue
        }
      }
      const n = samplesFor(txX, tyX)
      const m = samplesFor(txY, tyY)
      sum.fill(0)
      for (let j = 0; j < m; j++) {
        const fy = (j + 0.5) / m - 0.5
        for (let i = 0; i < n; i++) {
          const fx = (i + 0.5) / n - 0.5
          gather(tx + fx * txX + fy * txY, ty + fx * tyX + fy * tyY)
        }
      }
      write(out, o, sum[0]!, sum[1]!, sum[2]!, sum[3]!, n * m)
    }
  }

  function gather(tx: number, ty: number): void {
    if (!(tx >= 0 && ty >= 0 && tx < width + 1 && ty < height + 1)) return
    const ix = Math.floor(tx)
    const iy = Math.floor(ty)
    const fx = tx - ix
    const fy = ty - iy
    const a = (1 - fx) * (1 - fy)
    const b = fx * (1 - fy)
    const c = (1 - fx) * fy
    const d = fx * fy
    const p = (iy * stride + ix) * 4
    const q = p + stride * 4
    sum[0]! += data[p]! * a + data[p + 4]! * b + data[q]! * c + data[q + 4]! * d
    sum[1]! += data[p + 1]! * a + data[p + 5]! * b + data[q + 1]! * c + data[q + 5]! * d
    sum[2]! += data[p + 2]! * a + data[p + 6]! * b + data[q + 2]! * c + data[q + 6]! * d
    sum[3]! += data[p + 3]! * a + data[p + 7]! * b + data[q + 3]! * c + data[q + 7]! * d
  }
}

function samplesFor(dx: number, dy: number): number {
  return Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy))))
}

function write(out: Float32Array, o: number, r: number, g: number, b: number, a: number, n: number): void {
  if (a <= 0) return
  out[o] = r / a
  out[o + 1] = g / a
  out[o + 2] = b / a
  out[o + 3] = a / (n * 65025)
}
