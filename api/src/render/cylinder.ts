import { LAYER_DEFAULTS, type Layer, type Point } from './layer.ts'

/**
 * A bend of the unit box, as print around a mug is seen. `across` runs over the axis, `along` with it.
 * With half-angle phi and a = 2 * across - 1: the print at a is seen at sin(a phi) / sin(phi), and drops by
 * (1 - cos(a phi)) sin(tilt) / (2 sin(phi)), the ellipse in which a circle of the cylinder is seen.
 */
export interface Bend {
  vertical: boolean
  phi: number
  sinPhi: number
  /** Drop of a point at a right angle to the viewer, in unit boxes. */
  drop: number
}

/** The bend of a layer's surface; null when flat, so that curveDeg 0 runs the flat code itself. */
export function bendOf(layer: Layer): Bend | null {
  const surface = layer.surface
  if (surface?.type !== 'cylinder') return null
  const {
    axis = LAYER_DEFAULTS.axis,
    curveDeg = LAYER_DEFAULTS.curveDeg,
    tiltDeg = LAYER_DEFAULTS.tiltDeg,
  } = surface
  if (curveDeg === 0) return null
  const phi = (curveDeg * Math.PI) / 360
  const sinPhi = Math.sin(phi)
  return {
    vertical: axis === 'vertical',
    phi,
    sinPhi,
    drop: Math.sin((tiltDeg * Math.PI) / 180) / (2 * sinPhi),
  }
}

/** Where a point of the flat unit box is seen in the bent one. */
export function bendPoint(bend: Bend, u: number, v: number): Point {
  const across = bend.vertical ? u : v
  const along = bend.vertical ? v : u
  const theta = (2 * across - 1) * bend.phi
  const seen = (Math.sin(theta) / bend.sinPhi + 1) / 2
  const dropped = along + bend.drop * (1 - Math.cos(theta))
  return bend.vertical ? { x: seen, y: dropped } : { x: dropped, y: seen }
}

/**
 * From the bent unit box back to the flat one: u and v into the first two of `out`, and what `unbendSlopes` goes on
 * from. False outside the visible half of the cylinder.
 */
export function unbend(bend: Bend, x: number, y: number, out: Float64Array): boolean {
  const across = bend.vertical ? x : y
  const along = bend.vertical ? y : x
  const sin = (2 * across - 1) * bend.sinPhi
  if (sin <= -1 || sin >= 1) return false
  const cos = Math.sqrt(1 - sin * sin)
  const flat = (arcsine(sin) / bend.phi + 1) / 2
  const shift = along - bend.drop * (1 - cos)
  out[0] = bend.vertical ? flat : shift
  out[1] = bend.vertical ? shift : flat
  out[2] = sin
  out[3] = cos
  return true
}

/** After `unbend`, the derivatives at that point: du/dx, du/dy, dv/dx, dv/dy into the last four of `out`. */
export function unbendSlopes(bend: Bend, out: Float64Array): void {
  const sin = out[2]!
  const cos = out[3]!
  const slope = bend.sinPhi / (bend.phi * cos)
  const shear = (-2 * bend.drop * sin * bend.sinPhi) / cos
  out[2] = bend.vertical ? slope : 1
  out[3] = bend.vertical ? 0 : shear
  out[4] = bend.vertical ? shear : 0
  out[5] = bend.vertical ? 1 : slope
}

/** Math.asin to the last digit or two. Written out it is no call for each pixel, and the same number in all browsers. */
export function arcsine(x: number): number {
  const beyond = x < -0.5 || x > 0.5
  const z = beyond ? (1 - Math.abs(x)) / 2 : x * x
  // The rational function of fdlibm, for -0.5 to 0.5.
  const p =
    z *
    (0.16666666666666666 +
      z *
        (-0.3255658186224009 +
          z *
            (0.20121253213486293 +
              z * (-0.04005553450067941 + z * (0.0007915349942898145 + z * 0.00003479331075960212)))))
  const q =
    1 +
    z * (-2.403394911734414 + z * (2.0209457602335057 + z * (-0.6882839716054533 + z * 0.07703815055590194)))
  if (!beyond) return x + x * (p / q)
  const s = Math.sqrt(z)
  const rest = Math.PI / 2 - 2 * (s + s * (p / q))
  return x < 0 ? -rest : rest
}
