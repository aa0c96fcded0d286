import { CLEAR, EVEN } from './detail.ts'
import type { Mapping } from './mapping.ts'
import {
  createFootprint,
  createSight,
  type Footprint,
  lookAlong,
  measureFootprint,
  type Sight,
} from './sight.ts'
import type { Ink, Texture } from './texture.ts'

export interface Sampler {
  /** Of the whole logo; null where it has more colours. */
  ink: Ink | null
  /**
   * Fills `out` with the logo as seen by the pixels x0, x0 + step… before x1 of row y: red, green, blue (0..1, not
   * premultiplied) and alpha, four numbers a pixel; where there is one ink, alpha alone.
   */
  row(y: number, x0: number, x1: number, out: Float32Array, step?: number): void
}

// One of each is enough: nothing is awaited while they are used.
let places = new Float64Array(0)
const footprint = createFootprint()
const edges = new Float64Array(2)

/**
 * Area sampling of the logo under one layer. A pixel whose whole footprint is of one colour, or of a plane of
 * colours, takes one bilinear sample; the others average several over the footprint, which is taken for a
 * parallelogram.
 */
export function createSampler(texture: Texture, mapping: Mapping): Sampler {
  const sight = createSight(texture, mapping)
  const { ink } = texture
  const row: Sampler['row'] = (y, x0, x1, out, step = 1) => {
    const count = Math.ceil((x1 - x0) / step)
    if (places.length < count * 2) places = new Float64Array(count * 2)
    lookAlong(sight, y, x0, x1, step, places)
    const run = Math.max(1, Math.floor(Math.min(count, sight.alike / step)))
    for (let from = 0; from < count; from += run) {
      const to = Math.min(count, from + run)
      if (!measureRun(sight, x0 + from * step, x0 + (to - 1) * step, y))
        out.fill(0, ink ? from : from * 4, ink ? to : to * 4)
      else if (ink) sampleInk(texture, footprint, places, from, to, out)
      else sampleColors(texture, footprint, places, from, to, out)
    }
  }
  return { ink, row }
}

/** By the pixel in the middle; where that sees nothing, by an end that does. */
function measureRun(sight: Sight, first: number, last: number, y: number): boolean {
  return (
    measureFootprint(sight, (first + last) >> 1, y, footprint) ||
    measureFootprint(sight, first, y, footprint) ||
    measureFootprint(sight, last, y, footprint)
  )
}

// Small loops that keep what they read in variables of their own: this is where the time goes that is not encoding.

function sampleColors(
  texture: Texture,
  seen: Footprint,
  places: Float64Array,
  from: number,
  to: number,
  out: Float32Array,
): void {
  const { data, detail, stride } = texture
  const { busy, across, down, sides } = seen
  // Not read from the module for each pixel.
  const clear = CLEAR
  const even = EVEN
  const row = stride * 4
  const reach = sides[0]!
  // From an array of doubles: they meet doubles, and are not converted for each pixel.
  edges[0] = texture.width + 1
  edges[1] = texture.height + 1
  const right = edges[0]!
  const bottom = edges[1]!
  const xX = sides[1]!
  const yX = sides[2]!
  const xY = sides[3]!
  const yY = sides[4]!
  const backX = ((across - 1) * xX + (down - 1) * xY) / 2
  const backY = ((across - 1) * yX + (down - 1) * yY) / 2
  for (let c = from, o = from * 4; c < to; c++, o += 4) {
    const tx = places[2 * c]!
    const ty = places[2 * c + 1]!
    out[o + 3] = 0
    let look = busy
    if (tx >= 0 && ty >= 0 && tx < right && ty < bottom)
      look = detail[(Math.imul((ty + 0.5) | 0, stride) + ((tx + 0.5) | 0)) | 0]!
    // Written so that NaN is outside.
    else if (!(tx >= -reach && ty >= -reach && tx < right + reach && ty < bottom + reach)) continue
    let n = 1
    let k = 1
    let sx0 = tx
    let sy0 = ty
    if ((look & busy) !== 0) {
      n = across
      k = down
      sx0 -= backX
      sy0 -= backY
    } else if ((look & clear) !== 0) continue
    let r = 0
    let g = 0
    let b = 0
    let a = 0
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < n; i++) {
        const sx = sx0 + i * xX + j * xY
        const sy = sy0 + i * yX + j * yY
        if (sx < 0 || sy < 0 || sx >= right || sy >= bottom) continue
        const ix = sx | 0
        const iy = sy | 0
        const cell = (Math.imul(iy, stride) + ix) | 0
        const p = cell << 2
        if ((detail[cell]! & even) !== 0) {
          a += data[p + 3]!
          r += data[p]!
          g += data[p + 1]!
          b += data[p + 2]!
          continue
        }
        const q = (p + row) | 0
        const dx = sx - ix
        const dy = sy - iy
        const w11 = dx * dy
        const w10 = dx - w11
        const w01 = dy - w11
        const w00 = 1 - dx - w01
        a += data[p + 3]! * w00 + data[p + 7]! * w10 + data[q + 3]! * w01 + data[q + 7]! * w11
        r += data[p]! * w00 + data[p + 4]! * w10 + data[q]! * w01 + data[q + 4]! * w11
        g += data[p + 1]! * w00 + data[p + 5]! * w10 + data[q + 1]! * w01 + data[q + 5]! * w11
        b += data[p + 2]! * w00 + data[p + 6]! * w10 + data[q + 2]! * w01 + data[q + 6]! * w11
      }
    }
    if (a === 0) continue
    const scale = 1 / a
    out[o] = r * scale
    out[o + 1] = g * scale
    out[o + 2] = b * scale
    out[o + 3] = a / (n * k * 65025)
  }
}

function sampleInk(
  texture: Texture,
  seen: Footprint,
  places: Float64Array,
  from: number,
  to: number,
  out: Float32Array,
): void {
  const { data, detail, stride } = texture
  const { busy, across, down, sides } = seen
  // Not read from the module for each pixel.
  const clear = CLEAR
  const even = EVEN
  const reach = sides[0]!
  // From an array of doubles: they meet doubles, and are not converted for each pixel.
  edges[0] = texture.width + 1
  edges[1] = texture.height + 1
  const right = edges[0]!
  const bottom = edges[1]!
  const xX = sides[1]!
  const yX = sides[2]!
  const xY = sides[3]!
  const yY = sides[4]!
  const backX = ((across - 1) * xX + (down - 1) * xY) / 2
  const backY = ((across - 1) * yX + (down - 1) * yY) / 2
  const share = 1 / (across * down * 65025)
  for (let c = from; c < to; c++) {
    const tx = places[2 * c]!
    const ty = places[2 * c + 1]!
    out[c] = 0
    let look = busy
    if (tx >= 0 && ty >= 0 && tx < right && ty < bottom)
      look = detail[(Math.imul((ty + 0.5) | 0, stride) + ((tx + 0.5) | 0)) | 0]!
    // Written so that NaN is outside.
    else if (!(tx >= -reach && ty >= -reach && tx < right + reach && ty < bottom + reach)) continue
    if ((look & busy) === 0) {
      if ((look & clear) !== 0) continue
      const ix = tx | 0
      const iy = ty | 0
      const p = (Math.imul(iy, stride) + ix) | 0
      if ((detail[p]! & even) !== 0) {
        out[c] = data[p]! / 65025
        continue
      }
      const q = (p + stride) | 0
      const dx = tx - ix
      const upper = data[p]! + (data[p + 1]! - data[p]!) * dx
      const lower = data[q]! + (data[q + 1]! - data[q]!) * dx
      out[c] = (upper + (lower - upper) * (ty - iy)) / 65025
      continue
    }
    let a = 0
    let firstX = tx - backX
    let firstY = ty - backY
    const inside = tx >= reach && ty >= reach && tx < right - reach && ty < bottom - reach
    for (let j = 0; j < down; j++, firstX += xY, firstY += yY) {
      let sx = firstX
      let sy = firstY
      for (let i = 0; i < across; i++, sx += xX, sy += yX) {
        if (!inside && (sx < 0 || sy < 0 || sx >= right || sy >= bottom)) continue
        const ix = sx | 0
        const iy = sy | 0
        const p = (Math.imul(iy, stride) + ix) | 0
        const q = (p + stride) | 0
        const dx = sx - ix
        const dy = sy - iy
        const upper = data[p]! + (data[p + 1]! - data[p]!) * dx
        const lower = data[q]! + (data[q + 1]! - data[q]!) * dx
        a += upper + (lower - upper) * dy
      }
    }
    out[c] = a * share
  }
}
