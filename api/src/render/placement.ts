import { isQuad, unitBoxCorners } from './geometry.ts'
import type { Layer, Placement, Point } from './layer.ts'

export type { BlendMode, Corners, Layer, LogoVariant, Placement, Point, Surface } from './layer.ts'

export interface PlacementProblem {
  /** JSON Pointer inside the placement. */
  path: string
  code: string
  message: string
}

/**
 * What makes a placement impossible to draw as meant; empty when it can be drawn. Ranges and types are
 * the contract's business.
 */
export function checkPlacement(placement: Placement): PlacementProblem[] {
  return placement.layers.flatMap((layer, i) => checkLayer(layer, `/layers/${i}`))
}

function checkLayer(layer: Layer, path: string): PlacementProblem[] {
  const problems = isQuad(layer) ? checkQuad(layer, path) : checkBox(layer, path)
  return problems.length > 0 ? problems : checkOnCanvas(layer, path)
}

function checkBox(layer: Layer, path: string): PlacementProblem[] {
  if (layer.mode === 'quad') {
    return [
      { path: `${path}/corners`, code: 'corners_missing', message: 'A quad layer needs its four corners.' },
    ]
  }
  const problems: PlacementProblem[] = []
  for (const field of ['centerXPct', 'centerYPct', 'widthPct'] as const) {
    if (layer[field] === undefined) {
      problems.push({
        path: `${path}/${field}`,
        code: 'field_missing',
        message: `A box layer needs ${field}.`,
      })
    }
  }
  if (layer.widthPct !== undefined && !(layer.widthPct > 0)) {
    problems.push({
      path: `${path}/widthPct`,
      code: 'width_not_positive',
      message: 'widthPct must be above 0.',
    })
  }
  return problems
}

/** Below this sine a corner is taken for a straight line: the homography is then all but singular. */
const MIN_CORNER_SINE = 0.02
/** Least area of a quad as a share of its longest side squared. */
const MIN_FLATNESS = 0.004
/** Shortest side, percent of the canvas: a tenth of a pixel of a 100 px thumbnail. */
const MIN_SIDE_PCT = 0.1

function checkQuad(layer: Layer, path: string): PlacementProblem[] {
  const at = `${path}/corners`
  const quad = unitBoxCorners(layer)
  const sides = quad.map((p, i) => distance(p, quad[(i + 1) % 4]!))
  if (Math.min(...sides) < MIN_SIDE_PCT) {
    return [{ path: at, code: 'quad_flat', message: 'Two neighbouring corners coincide.' }]
  }
  const sines = quad.map(
    (p, i) => cross(quad[(i + 3) % 4]!, p, quad[(i + 1) % 4]!) / (sides[(i + 3) % 4]! * sides[i]!),
  )
  if (sines.every((s) => s < 0)) {
    return [
      {
        path: at,
        code: 'quad_not_clockwise',
        message: 'The corners run anticlockwise: the logo would be mirrored.',
      },
    ]
  }
  if (sines.some((s) => s < -MIN_CORNER_SINE)) {
    return [
      {
        path: at,
        code: 'quad_not_convex',
        message:
          'The corners do not form a convex quadrilateral in the order top left, top right, bottom right, bottom left.',
      },
    ]
  }
  if (sines.some((s) => s < MIN_CORNER_SINE) || area(quad) < MIN_FLATNESS * Math.max(...sides) ** 2) {
    return [
      {
        path: at,
        code: 'quad_flat',
        message: 'The quadrilateral is nearly flat; no logo would be readable on it.',
      },
    ]
  }
  return []
}

function checkOnCanvas(layer: Layer, path: string): PlacementProblem[] {
  const quad = unitBoxCorners(layer)
  const canvas = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 100 },
    { x: 0, y: 100 },
  ]
  if (!separated(quad, canvas) && !separated(canvas, quad)) return []
  return [{ path, code: 'off_canvas', message: 'The layer lies wholly outside the picture.' }]
}

// Separating axis, for convex clockwise polygons: some edge of `a` has all of `b` on its outer side.
function separated(a: Point[], b: Point[]): boolean {
  return a.some((p, i) => b.every((q) => cross(p, a[(i + 1) % a.length]!, q) <= 0))
}

function cross(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

function area(polygon: Point[]): number {
  return (
    Math.abs(
      polygon.reduce((sum, p, i) => {
        const q = polygon[(i + 1) % polygon.length]!
        return sum + p.x * q.y - q.x * p.y
      }, 0),
    ) / 2
  )
}
