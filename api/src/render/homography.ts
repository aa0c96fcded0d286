import type { Point } from './layer.ts'

/** Nine numbers, row by row: (u, v) goes to ((m0 u + m1 v + m2) / w, (m3 u + m4 v + m5) / w), w = m6 u + m7 v + m8. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number]

/**
 * The projective map that sends the unit square's corners (0,0), (1,0), (1,1), (0,1) to the four points.
 * Closed form: P. Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3.
 */
export function squareToQuad(p0: Point, p1: Point, p2: Point, p3: Point): Homography {
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const sx = p0.x - p1.x + p2.x - p3.x
  const sy = p0.y - p1.y + p2.y - p3.y
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  return [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
    1,
  ]
}

/** The inverse up to scale, which is all a projective map needs (adjugate matrix). */
export function invert(m: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = m
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
}

export function project(m: Homography, u: number, v: number): Point {
  const w = m[6] * u + m[7] * v + m[8]
  return { x: (m[0] * u + m[1] * v + m[2]) / w, y: (m[3] * u + m[4] * v + m[5]) / w }
}
