import { unbend } from './cylinder.ts'
import { busyBit, MOST_REACH } from './detail.ts'
import { locate, type Mapping } from './mapping.ts'
import type { Texture } from './texture.ts'

// Where the pixels of a row look on a logo's texture, and how closely.

export interface Sight {
  mapping: Mapping
  texture: Texture
  /** Texels per unit of the unit box. */
  perU: number
  perV: number
  /** From a pixel's middle to the texture of a flat layer: texel centres lie on whole numbers, the margin texel on 0. */
  toTexel: Float64Array
  /** Pixels in a row that take their footprints for alike: all of them, where none is nearer than another. */
  alike: number
}

/** Along which a footprint of a print in perspective changes by a percent or two. */
const ALIKE = 16

export function createSight(texture: Texture, mapping: Mapping): Sight {
  const { rect, bend, toUnit: m } = mapping
  const perU = texture.across / rect.width
  const perV = texture.down / rect.height
  const [offU, offV] = [0.5 - rect.u * perU, 0.5 - rect.v * perV]
  const row = (i: number, per: number, off: number) => [0, 1, 2].map((k) => m[i + k]! * per + m[6 + k]! * off)
  const toTexel = Float64Array.of(...row(0, perU, offU), ...row(3, perV, offV), m[6], m[7], m[8])
  const affine = bend === null && m[6] === 0 && m[7] === 0
  return { mapping, texture, perU, perV, toTexel, alike: affine ? Number.POSITIVE_INFINITY : ALIKE }
}

/** Where the pixels x0, x0 + step… before x1 of row y look: two numbers each, NaN for nowhere. */
export function lookAlong(
  s: Sight,
  y: number,
  x0: number,
  x1: number,
  step: number,
  out: Float64Array,
): void {
  if (s.mapping.bend === null) lookFlat(s.toTexel, y, x0, x1, step, out)
  else lookBent(s, y, x0, x1, step, out)
}

function lookFlat(m: Float64Array, y: number, x0: number, x1: number, step: number, out: Float64Array): void {
  const Y = y + 0.5
  const mu = m[0]!
  const mv = m[3]!
  const mw = m[6]!
  const nu = m[1]! * Y + m[2]!
  const nv = m[4]! * Y + m[5]!
  const nw = m[7]! * Y + m[8]!
  for (let x = x0, o = 0; x < x1; x += step, o += 2) {
    const X = x + 0.5
    const w = mw * X + nw
    const iw = w > 0 ? 1 / w : Number.NaN
    out[o] = (mu * X + nu) * iw
    out[o + 1] = (mv * X + nv) * iw
  }
}

const found = new Float64Array(6)

function lookBent(s: Sight, y: number, x0: number, x1: number, step: number, out: Float64Array): void {
  const Y = y + 0.5
  const { perU, perV } = s
  const { bend, rect, toUnit: m } = s.mapping
  const mu = m[0]
  const mv = m[3]
  const mw = m[6]
  const nu = m[1] * Y + m[2]
  const nv = m[4] * Y + m[5]
  const nw = m[7] * Y + m[8]
  for (let x = x0, o = 0; x < x1; x += step, o += 2) {
    const X = x + 0.5
    const w = mw * X + nw
    const iw = w > 0 ? 1 / w : Number.NaN
    if (unbend(bend!, (mu * X + nu) * iw, (mv * X + nv) * iw, found)) {
      out[o] = (found[0]! - rect.u) * perU + 0.5
      out[o + 1] = (found[1]! - rect.v) * perV + 0.5
    } else out[o] = Number.NaN
  }
}

/** How the pixels around one see: what their footprints span, and how many samples that takes. */
export interface Footprint {
  /** The bits of `detail` that say whether one sample, in the middle, is enough. */
  busy: number
  /** Samples along the two sides. */
  across: number
  down: number
  /** How far it reaches from its middle, and from a sample to the next: x and y along one side, x and y along the other. */
  sides: Float64Array
}

export const createFootprint = (): Footprint => ({
  busy: 0,
  across: 1,
  down: 1,
  sides: new Float64Array(5),
})

/** Any: where nothing is said, all is busy. */
const ALL_BITS = 255
const MOST_SAMPLES = 16

/** The footprint of a pixel; false where nothing is seen of the logo. */
export function measureFootprint(s: Sight, x: number, y: number, out: Footprint): boolean {
  if (!locate(s.mapping, x + 0.5, y + 0.5, found)) return false
  const xX = found[2]! * s.perU
  const xY = found[3]! * s.perU
  const yX = found[4]! * s.perV
  const yY = found[5]! * s.perV
  const reach = Math.max(Math.abs(xX) + Math.abs(xY), Math.abs(yX) + Math.abs(yY)) / 2
  out.busy = reach < MOST_REACH ? busyBit(reach) : ALL_BITS
  out.across = samplesFor(xX, yX)
  out.down = samplesFor(xY, yY)
  out.sides[0] = reach
  out.sides[1] = xX / out.across
  out.sides[2] = yX / out.across
  out.sides[3] = xY / out.down
  out.sides[4] = yY / out.down
  return true
}

/** A texel apart: each sample is the mean of four, so that they leave nothing out. */
function samplesFor(dx: number, dy: number): number {
  return Math.min(MOST_SAMPLES, Math.max(1, Math.round(Math.sqrt(dx * dx + dy * dy))))
}
