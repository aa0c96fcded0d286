import { type Homography, squareToQuad } from './homography.ts'
import type { Layer, Point } from './layer.ts'

/** Corners decide; a layer that has them is a quad whatever centre and width it also carries. */
export function isQuad(layer: Layer): layer is Layer & { corners: NonNullable<Layer['corners']> } {
  return layer.corners !== undefined
}

/** Where the corners of the unit box land, clockwise from the top left, in percent of the canvas. */
export function unitBoxCorners(layer: Layer): [Point, Point, Point, Point] {
  if (isQuad(layer)) {
    const { topLeft, topRight, bottomRight, bottomLeft } = layer.corners
    return [topLeft, topRight, bottomRight, bottomLeft]
  }
  const { centerXPct: cx = 50, centerYPct: cy = 50, widthPct: s = 0, rotateDeg = 0 } = layer
  const t = (rotateDeg * Math.PI) / 180
  const [cos, sin] = [Math.cos(t), Math.sin(t)]
  const corner = (u: number, v: number) => {
    const [dx, dy] = [(u - 0.5) * s, (v - 0.5) * s]
    return { x: cx + dx * cos - dy * sin, y: cy + dx * sin + dy * cos }
  }
  return [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]
}

/** The map from the unit box to a canvas of `size` px. */
export function unitBoxToCanvas(layer: Layer, size: number): Homography {
  const k = size / 100
  const [p0, p1, p2, p3] = unitBoxCorners(layer).map((p) => ({ x: p.x * k, y: p.y * k })) as [
    Point,
    Point,
    Point,
    Point,
  ]
  return squareToQuad(p0, p1, p2, p3)
}

/** A rectangle of the unit box. */
export interface UnitRect {
  u: number
  v: number
  width: number
  height: number
}

/** The part of the unit box a logo covers: contained and centred. */
export function logoRect(width: number, height: number): UnitRect {
  const r = width / height
  if (r >= 1) return { u: 0, v: 0.5 - 0.5 / r, width: 1, height: 1 / r }
  return { u: 0.5 - r / 2, v: 0, width: r, height: 1 }
}
