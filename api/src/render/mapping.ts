import { type Bend, bendOf, bendPoint, unbend, unbendSlopes } from './cylinder.ts'
import { logoRect, type UnitRect, unitBoxToCanvas } from './geometry.ts'
import { type Homography, invert, project } from './homography.ts'
import type { Layer, Point } from './layer.ts'

/** How one layer carries a logo of a given shape onto a canvas of a given size, both ways. */
export interface Mapping {
  size: number
  rect: UnitRect
  bend: Bend | null
  toCanvas: Homography
  /** Scaled so that its third row is positive in front of the viewer. */
  toUnit: Homography
  /** The logo's outline on the canvas as a closed polygon in pixels; null when part of it is behind the viewer. */
  outline: Point[] | null
}

export function createMapping(layer: Layer, logo: { width: number; height: number }, size: number): Mapping {
  const toCanvas = unitBoxToCanvas(layer, size)
  const inverse = invert(toCanvas)
  const centre = project(toCanvas, 0.5, 0.5)
  const w = inverse[6] * centre.x + inverse[7] * centre.y + inverse[8]
  const toUnit = inverse.map((n) => n / w) as unknown as Homography
  const flat = { size, rect: logoRect(logo.width, logo.height), bend: bendOf(layer), toCanvas, toUnit }
  return { ...flat, outline: outlineOf(flat) }
}

/** Where a point of the flat unit box lands on the canvas, in pixels; null when behind the viewer. */
export function place(mapping: Pick<Mapping, 'bend' | 'toCanvas'>, u: number, v: number): Point | null {
  const p = mapping.bend ? bendPoint(mapping.bend, u, v) : { x: u, y: v }
  const m = mapping.toCanvas
  return m[6] * p.x + m[7] * p.y + m[8] > 1e-6 ? project(m, p.x, p.y) : null
}

/**
 * The unit-box point under a canvas point and its derivatives: u, v, du/dX, du/dY, dv/dX, dv/dY into `out`.
 * False where nothing of the box is seen.
 */
export function locate(mapping: Mapping, X: number, Y: number, out: Float64Array): boolean {
  const m = mapping.toUnit
  const w = m[6] * X + m[7] * Y + m[8]
  if (w <= 0) return false
  const iw = 1 / w
  const x = (m[0] * X + m[1] * Y + m[2]) * iw
  const y = (m[3] * X + m[4] * Y + m[5]) * iw
  const xX = (m[0] - x * m[6]) * iw
  const xY = (m[1] - x * m[7]) * iw
  const yX = (m[3] - y * m[6]) * iw
  const yY = (m[4] - y * m[7]) * iw
  if (mapping.bend === null) {
    out[0] = x
    out[1] = y
    out[2] = xX
    out[3] = xY
    out[4] = yX
    out[5] = yY
    return true
  }
  if (!unbend(mapping.bend, x, y, out)) return false
  unbendSlopes(mapping.bend, out)
  const ux = out[2]!
  const uy = out[3]!
  const vx = out[4]!
  const vy = out[5]!
  out[2] = ux * xX + uy * yX
  out[3] = ux * xY + uy * yY
  out[4] = vx * xX + vy * yX
  out[5] = vx * xY + vy * yY
  return true
}

const STEPS_PER_EDGE = 48

function outlineOf(mapping: Omit<Mapping, 'outline'>): Point[] | null {
  const { u, v, width, height } = mapping.rect
  const corners: [number, number][] = [
    [u, v],
    [u + width, v],
    [u + width, v + height],
    [u, v + height],
  ]
  const steps = mapping.bend ? STEPS_PER_EDGE : 1
  const points: Point[] = []
  for (let i = 0; i < 4; i++) {
    const a = corners[i]!
    const b = corners[(i + 1) % 4]!
    for (let k = 0; k < steps; k++) {
      const t = k / steps
      const p = place(mapping, a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
      if (!p) return null
      points.push(p)
    }
  }
  return points
}

/** The longer of the logo's two local magnifications, in canvas pixels per unit box, at its greatest. */
export function greatestScale(mapping: Mapping): { u: number; v: number } {
  const { u, v, width, height } = mapping.rect
  const d = 1e-4
  const most = { u: 0, v: 0 }
  for (const fu of [0, 0.5, 1]) {
    for (const fv of [0, 0.5, 1]) {
      const cu = u + fu * width
      const cv = v + fv * height
      const a = place(mapping, cu - d, cv)
      const b = place(mapping, cu + d, cv)
      const e = place(mapping, cu, cv - d)
      const f = place(mapping, cu, cv + d)
      if (a && b) most.u = Math.max(most.u, Math.hypot(b.x - a.x, b.y - a.y) / (2 * d))
      if (e && f) most.v = Math.max(most.v, Math.hypot(f.x - e.x, f.y - e.y) / (2 * d))
    }
  }
  return most
}
