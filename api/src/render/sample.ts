import { locate, type Mapping, outline } from './mapping.ts'
import { BUSY, CALM_RADIUS, EMPTY, type Texture } from './texture.ts'

/**
 * Fills `out` with the logo as seen by the pixels x0, x0 + step… before x1 of row y: red, green, blue (0..1, not
 * premultiplied) and alpha, four numbers a pixel.
 */
export type SampleRow = (y: number, x0: number, x1: number, out: Float32Array, step?: number) => void

const MOST_SAMPLES = 16
/** Each sample is the mean of four texels: a little more than one apart, they leave nothing out. */
const TEXELS_PER_SAMPLE = 1.25
/** Half of what a pixel may span, in texels, for one calm texel to stand for all of it. */
const CALM_REACH = CALM_RADIUS - 0.5

/**
 * Area sampling of the logo under one layer. A pixel whose whole footprint is of one colour takes one
 * texel; the others average bilinear samples over the pixel's footprint, which is
 * taken for a parallelogram.
 */
export function createSampler(texture: Texture, mapping: Mapping): SampleRow {
  const { across, down } = texture
  const [perU, perV] = [across / mapping.rect.width, down / mapping.rect.height]
  // Where no pixel spans too much, the calm ones need not know how much it is.
  const steady = mapping.bend === null && greatestReach(mapping, perU, perV) <= CALM_REACH
  const sampler = { texture, mapping, perU, perV, steady, at: new Float64Array(6) }
  return (y, x0, x1, out, step = 1) => sampleRow(sampler, y, x0, x1, out, step)
}

interface Sampler {
  texture: Texture
  mapping: Mapping
  /** Texels per unit of the unit box. */
  perU: number
  perV: number
  steady: boolean
  /** Memory for what `locate` finds. */
  at: Float64Array
}

// All in one function, and all it reads in variables of its own: this is where the time goes that is not encoding.
function sampleRow(s: Sampler, y: number, x0: number, x1: number, out: Float32Array, step: number): void {
  const { perU, perV, steady, at, mapping } = s
  const { data, detail, width, height } = s.texture
  const { u: left, v: top } = mapping.rect
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = mapping.toUnit
  const flat = mapping.bend === null
  const stride = width + 2
  const row = stride * 4
  const Y = y + 0.5
  const nu = m1 * Y + m2
  const nv = m4 * Y + m5
  const nw = m7 * Y + m8
  for (let x = x0, o = 0; x < x1; x += step, o += 4) {
    out[o + 3] = 0
    const X = x + 0.5
    let u = 0
    let v = 0
    let iw = 0
    if (flat) {
      const w = m6 * X + nw
      if (w <= 0) continue
      iw = 1 / w
      u = (m0 * X + nu) * iw
      v = (m3 * X + nv) * iw
    } else {
      if (!locate(mapping, X, Y, at)) continue
      u = at[0]!
      v = at[1]!
    }
    // Texel centres lie on whole numbers, the margin texel on 0.
    const tx = (u - left) * perU + 0.5
    const ty = (v - top) * perV + 0.5
    const within = tx >= 0 && ty >= 0 && tx < width + 1 && ty < height + 1
    const look = within ? detail[((ty + 0.5) | 0) * stride + ((tx + 0.5) | 0)] : BUSY
    if (steady && look === EMPTY) continue
    const calm = look !== BUSY
    let n = 1
    let k = 1
    let sx0 = tx
    let sy0 = ty
    let sxX = 0
    let sxY = 0
    let syX = 0
    let syY = 0
    if (!steady || !calm) {
      if (flat) {
        const iu = iw * perU
        const iv = iw * perV
        sxX = (m0 - u * m6) * iu
        sxY = (m1 - u * m7) * iu
        syX = (m3 - v * m6) * iv
        syY = (m4 - v * m7) * iv
      } else {
        sxX = at[2]! * perU
        sxY = at[3]! * perU
        syX = at[4]! * perV
        syY = at[5]! * perV
      }
      const reach = Math.max(Math.abs(sxX) + Math.abs(sxY), Math.abs(syX) + Math.abs(syY)) / 2
      if (tx < -reach || ty < -reach || tx >= width + 1 + reach || ty >= height + 1 + reach) continue
      if (!calm || reach > CALM_REACH) {
        n = samplesFor(sxX, syX)
        k = samplesFor(sxY, syY)
        sxX /= n
        syX /= n
        sxY /= k
        syY /= k
        sx0 = tx - ((n - 1) * sxX + (k - 1) * sxY) / 2
        sy0 = ty - ((n - 1) * syX + (k - 1) * syY) / 2
      }
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
        const p = (iy * stride + ix) * 4
        const q = p + row
        const right = sx - ix
        const below = sy - iy
        const w11 = right * below
        const w10 = right - w11
        const w01 = below - w11
        const w00 = 1 - right - w01
        const alpha = data[p + 3]! * w00 + data[p + 7]! * w10 + data[q + 3]! * w01 + data[q + 7]! * w11
        if (alpha === 0) continue
        a += alpha
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

/**
 * At least what half a pixel's footprint spans anywhere, in texels. On the way to the unit box the derivatives
 * are linear functions of the place over w squared: each is greatest at a corner.
 */
function greatestReach({ toUnit: m, ...mapping }: Mapping, perU: number, perV: number): number {
  const corners = outline({ toUnit: m, ...mapping })
  if (!corners) return Number.POSITIVE_INFINITY
  let [leastW, u, v] = [Number.POSITIVE_INFINITY, 0, 0]
  for (const { x, y } of corners) {
    const [nu, nv, w] = [m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5], m[6] * x + m[7] * y + m[8]]
    leastW = Math.min(leastW, w)
    u = Math.max(u, Math.abs(m[0] * w - nu * m[6]) + Math.abs(m[1] * w - nu * m[7]))
    v = Math.max(v, Math.abs(m[3] * w - nv * m[6]) + Math.abs(m[4] * w - nv * m[7]))
  }
  // The spans go a pixel beyond the corners.
  return leastW > 0 ? (1.05 * Math.max(u * perU, v * perV)) / (2 * leastW * leastW) : Number.POSITIVE_INFINITY
}

function samplesFor(dx: number, dy: number): number {
  return Math.min(MOST_SAMPLES, Math.max(1, Math.round(Math.sqrt(dx * dx + dy * dy) / TEXELS_PER_SAMPLE)))
}
