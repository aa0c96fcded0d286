import { unbend, unbendSlopes } from './cylinder.ts'
import { busyBit, CLEAR, EVEN, MOST_REACH } from './detail.ts'
import type { Mapping } from './mapping.ts'
import { greatestReach } from './reach.ts'
import type { Texture } from './texture.ts'

/**
 * Fills `out` with the logo as seen by the pixels x0, x0 + step… before x1 of row y: red, green, blue (0..1, not
 * premultiplied) and alpha, four numbers a pixel.
 */
export type SampleRow = (y: number, x0: number, x1: number, out: Float32Array, step?: number) => void

const MOST_SAMPLES = 16
/** Each sample is the mean of four texels: a little more than one apart, they leave nothing out. */
const TEXELS_PER_SAMPLE = 1

/**
 * Area sampling of the logo under one layer. A pixel whose whole footprint is of one colour, or of a plane of
 * colours, takes one bilinear sample; the others average several over the footprint, which is taken for a
 * parallelogram.
 */
export function createSampler(texture: Texture, mapping: Mapping): SampleRow {
  const perU = texture.across / mapping.rect.width
  const perV = texture.down / mapping.rect.height
  // Where no pixel spans too much, the calm ones need not know how much it is.
  const most = greatestReach(mapping, perU, perV)
  const steady = most < MOST_REACH ? busyBit(most) : 0
  const sampler = { texture, mapping, perU, perV, steady, at: new Float64Array(6) }
  return (y, x0, x1, out, step = 1) => sampleRow(sampler, y, x0, x1, out, step)
}

interface Sampler {
  texture: Texture
  mapping: Mapping
  /** Texels per unit of the unit box. */
  perU: number
  perV: number
  /** The bit of `detail` that speaks of any pixel's footprint, or 0 where each has to be asked. */
  steady: number
  /** Memory for what `unbend` finds. */
  at: Float64Array
}

// All in one function, and all it reads in variables of its own: this is where the time goes that is not encoding.
function sampleRow(s: Sampler, y: number, x0: number, x1: number, out: Float32Array, step: number): void {
  const { perU, perV, steady, at } = s
  const { data, detail, width, height, stride } = s.texture
  const { bend } = s.mapping
  const { u: left, v: top } = s.mapping.rect
  const m = s.mapping.toUnit
  const m0 = m[0]
  const m1 = m[1]
  const m3 = m[3]
  const m4 = m[4]
  const m6 = m[6]
  const m7 = m[7]
  const row = stride * 4
  const Y = y + 0.5
  const nu = m1 * Y + m[2]
  const nv = m4 * Y + m[5]
  const nw = m7 * Y + m[8]
  for (let x = x0, o = 0; x < x1; x += step, o += 4) {
    out[o + 3] = 0
    const X = x + 0.5
    const w = m6 * X + nw
    if (w <= 0) continue
    const iw = 1 / w
    const bu = (m0 * X + nu) * iw
    const bv = (m3 * X + nv) * iw
    let u = bu
    let v = bv
    if (bend !== null) {
      if (!unbend(bend, bu, bv, at)) continue
      u = at[0]!
      v = at[1]!
    }
    // Texel centres lie on whole numbers, the margin texel on 0.
    const tx = (u - left) * perU + 0.5
    const ty = (v - top) * perV + 0.5
    const within = tx >= 0 && ty >= 0 && tx < width + 1 && ty < height + 1
    const look = within ? detail[((ty + 0.5) | 0) * stride + ((tx + 0.5) | 0)]! : 255
    let n = 1
    let k = 1
    let sx0 = tx
    let sy0 = ty
    let sxX = 0
    let sxY = 0
    let syX = 0
    let syY = 0
    if (steady !== 0 && (look & steady) === 0) {
      if ((look & CLEAR) !== 0) continue
    } else {
      sxX = (m0 - bu * m6) * iw
      sxY = (m1 - bu * m7) * iw
      syX = (m3 - bv * m6) * iw
      syY = (m4 - bv * m7) * iw
      if (bend !== null) {
        unbendSlopes(bend, at)
        const bx = sxX
        const by = sxY
        sxX = at[2]! * bx + at[3]! * syX
        sxY = at[2]! * by + at[3]! * syY
        syX = at[4]! * bx + at[5]! * syX
        syY = at[4]! * by + at[5]! * syY
      }
      sxX *= perU
      sxY *= perU
      syX *= perV
      syY *= perV
      const reach = Math.max(Math.abs(sxX) + Math.abs(sxY), Math.abs(syX) + Math.abs(syY)) / 2
      if (tx < -reach || ty < -reach || tx >= width + 1 + reach || ty >= height + 1 + reach) continue
      if (reach >= MOST_REACH || (look & busyBit(reach)) !== 0) {
        n = samplesFor(sxX, syX)
        k = samplesFor(sxY, syY)
        sxX /= n
        syX /= n
        sxY /= k
        syY /= k
        sx0 = tx - ((n - 1) * sxX + (k - 1) * sxY) / 2
        sy0 = ty - ((n - 1) * syX + (k - 1) * syY) / 2
      } else if ((look & CLEAR) !== 0) continue
    }
    let r = 0
    let g = 0
    let b = 0
    let a = 0
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < n; i++) {
        const sx = sx0 + i * sxX + j * sxY
        const sy = sy0 + i * syX + j * syY
        if (sx < 0 || sy < 0 || sx >= width + 1 || sy >= height + 1) continue
        const ix = sx | 0
        const iy = sy | 0
        const cell = iy * stride + ix
        const p = cell * 4
        if ((detail[cell]! & EVEN) !== 0) {
          a += data[p + 3]!
          r += data[p]!
          g += data[p + 1]!
          b += data[p + 2]!
          continue
        }
        const q = p + row
        const right = sx - ix
        const below = sy - iy
        const w11 = right * below
        const w10 = right - w11
        const w01 = below - w11
        const w00 = 1 - right - w01
        a += data[p + 3]! * w00 + data[p + 7]! * w10 + data[q + 3]! * w01 + data[q + 7]! * w11
        r += data[p]! * w00 + data[p + 4]! * w10 + data[q]! * w01 + data[q + 4]! * w11
        g += data[p + 1]! * w00 + data[p + 5]! * w10 + data[q + 1]! * w01 + data[q + 5]! * w11
        b += data[p + 2]! * w00 + data[p + 6]! * w10 + data[q + 2]! * w01 + data[q + 6]! * w11
      }
    }
    if (a === 0) continue
    out[o] = r / a
    out[o + 1] = g / a
    out[o + 2] = b / a
    out[o + 3] = a / (n * k * 65025)
  }
}

function samplesFor(dx: number, dy: number): number {
  return Math.min(MOST_SAMPLES, Math.max(1, Math.round(Math.sqrt(dx * dx + dy * dy) / TEXELS_PER_SAMPLE)))
}
