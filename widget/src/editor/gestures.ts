import type { Layer, Point } from '../../../api/src/render/layer.ts'
import { type CornerName, centreOf, distance, scaled, translated, turned, withCorner } from './document.ts'

export type Grip = 'move' | 'scale' | 'rotate' | CornerName

/** A line that something was drawn to, in percent of the canvas. */
export interface Guide {
  axis: 'x' | 'y'
  at: number
}

export interface Dragged {
  layer: Layer
  guides: Guide[]
}

/** Percent of the canvas within which something is drawn to a line, and degrees to a multiple of STEP_DEG. */
const PULL_PCT = 0.8
const PULL_DEG = 3
const STEP_DEG = 15

/** What a drag makes of a layer: from where it began to where the pointer is now, both in percent of the canvas. */
export function drag(
  grip: Grip,
  layer: Layer,
  from: Point,
  to: Point,
  options: { snap: boolean; others: readonly Layer[] },
): Dragged {
  if (grip === 'move') return moved(layer, { x: to.x - from.x, y: to.y - from.y }, options)
  const centre = centreOf(layer)
  if (grip === 'scale') {
    const before = distance(centre, from)
    return { layer: before > 0 ? scaled(layer, distance(centre, to) / before) : layer, guides: [] }
  }
  if (grip === 'rotate') {
    const angleOf = (p: Point) => (Math.atan2(p.y - centre.y, p.x - centre.x) * 180) / Math.PI
    const result = turned(layer, angleOf(to) - angleOf(from))
    return { layer: options.snap ? upright(result) : result, guides: [] }
  }
  const corner = layer.corners![grip]
  const point = { x: corner.x + to.x - from.x, y: corner.y + to.y - from.y }
  return { layer: withCorner(layer, grip, point), guides: [] }
}

/** Two fingers move, scale and turn at once. */
export function pinch(layer: Layer, from: [Point, Point], to: [Point, Point]): Layer {
  const middle = ([a, b]: [Point, Point]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
  const slope = ([a, b]: [Point, Point]) => (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI
  const [m, n] = [middle(from), middle(to)]
  const spread = distance(...from) > 0 ? distance(...to) / distance(...from) : 1
  return turned(scaled(translated(layer, n.x - m.x, n.y - m.y), spread), slope(to) - slope(from))
}

function moved(
  layer: Layer,
  by: Point,
  { snap, others }: { snap: boolean; others: readonly Layer[] },
): Dragged {
  const free = translated(layer, by.x, by.y)
  if (!snap) return { layer: free, guides: [] }
  const centre = centreOf(free)
  const targets = [{ x: 50, y: 50 }, ...others.map(centreOf)]
  const pulled = (axis: 'x' | 'y') => {
    const nearest = targets
      .map((target) => target[axis])
      .sort((a, b) => Math.abs(a - centre[axis]) - Math.abs(b - centre[axis]))[0]!
    return Math.abs(nearest - centre[axis]) <= PULL_PCT ? nearest : undefined
  }
  const [x, y] = [pulled('x'), pulled('y')]
  const guides: Guide[] = []
  if (x !== undefined) guides.push({ axis: 'x', at: x })
  if (y !== undefined) guides.push({ axis: 'y', at: y })
  return { layer: translated(free, (x ?? centre.x) - centre.x, (y ?? centre.y) - centre.y), guides }
}

function upright(layer: Layer): Layer {
  const deg = layer.rotateDeg ?? 0
  const nearest = Math.round(deg / STEP_DEG) * STEP_DEG
  return !layer.corners && Math.abs(deg - nearest) <= PULL_DEG ? turned(layer, nearest - deg) : layer
}
