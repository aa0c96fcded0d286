import { unitBoxCorners } from '../../../api/src/render/geometry.ts'
import type { Corners, Layer, Placement, Point } from '../../../api/src/render/layer.ts'

// Edits of a placement. Each answers a new one and leaves the old as it was: that is what undo goes back to.

export type CornerName = keyof Corners
export const CORNERS: readonly CornerName[] = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft']

/** The contract's bounds, in percent of the canvas. */
const LOWEST = -100
const HIGHEST = 200
const WIDEST = 300

export function addLayer({ layers }: Placement): Placement {
  const layer: Layer = { mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30, rotateDeg: 0 }
  return { layers: [...layers, layer] }
}

export function changeLayer({ layers }: Placement, at: number, change: (layer: Layer) => Layer): Placement {
  return { layers: layers.map((layer, i) => (i === at ? change(layer) : layer)) }
}

/** The copy lies on top of its original, a little aside, so that it can be seen. */
export function duplicateLayer({ layers }: Placement, at: number): Placement {
  const { id: _, ...layer } = layers[at]!
  return { layers: layers.toSpliced(at + 1, 0, translated(layer, 3, 3)) }
}

export function removeLayer({ layers }: Placement, at: number): Placement {
  return { layers: layers.toSpliced(at, 1) }
}

/** Layers are painted in order: the last one lies on top. */
export function reorderLayer({ layers }: Placement, at: number, to: number): Placement {
  if (to < 0 || to >= layers.length) return { layers }
  return { layers: layers.toSpliced(at, 1).toSpliced(to, 0, layers[at]!) }
}

export function translated(layer: Layer, dx: number, dy: number): Layer {
  return layer.corners
    ? withCorners(layer, ({ x, y }) => ({ x: x + dx, y: y + dy }))
    : {
        ...layer,
        centerXPct: bounded((layer.centerXPct ?? 50) + dx),
        centerYPct: bounded((layer.centerYPct ?? 50) + dy),
      }
}

/** Larger or smaller about its middle. */
export function scaled(layer: Layer, factor: number): Layer {
  if (!layer.corners) return { ...layer, widthPct: width((layer.widthPct ?? 30) * factor) }
  const c = centreOf(layer)
  return withCorners(layer, ({ x, y }) => ({ x: c.x + (x - c.x) * factor, y: c.y + (y - c.y) * factor }))
}

/** Turned clockwise about its middle. */
export function turned(layer: Layer, deg: number): Layer {
  if (!layer.corners) return { ...layer, rotateDeg: angle((layer.rotateDeg ?? 0) + deg) }
  const c = centreOf(layer)
  const [cos, sin] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)]
  return withCorners(layer, ({ x, y }) => ({
    x: c.x + (x - c.x) * cos - (y - c.y) * sin,
    y: c.y + (x - c.x) * sin + (y - c.y) * cos,
  }))
}

export function withCorner(layer: Layer, name: CornerName, { x, y }: Point): Layer {
  return { ...layer, corners: { ...layer.corners!, [name]: { x: bounded(x), y: bounded(y) } } }
}

/** The same place as four corners, each of which can then go its own way. */
export function asQuad(layer: Layer): Layer {
  if (layer.corners) return layer
  const { centerXPct: _x, centerYPct: _y, widthPct: _w, rotateDeg: _r, ...rest } = layer
  const points = unitBoxCorners(layer)
  const corners = Object.fromEntries(CORNERS.map((name, i) => [name, rounded(points[i]!)])) as never
  return { ...rest, mode: 'quad', corners }
}

/** The square that comes nearest: same middle, mean of the sides, slope of the top. */
export function asBox(layer: Layer): Layer {
  if (!layer.corners) return layer
  const { corners: _, ...rest } = layer
  const points = unitBoxCorners(layer)
  const sides = points.map((p, i) => distance(p, points[(i + 1) % 4]!))
  const { x, y } = centreOf(layer)
  const slope = Math.atan2(points[1].y - points[0].y, points[1].x - points[0].x)
  return {
    ...rest,
    mode: 'box',
    centerXPct: bounded(x),
    centerYPct: bounded(y),
    widthPct: width(sides.reduce((sum, side) => sum + side, 0) / 4),
    rotateDeg: angle((slope * 180) / Math.PI),
  }
}

export function centreOf(layer: Layer): Point {
  const points = unitBoxCorners(layer)
  const mean = (pick: (p: Point) => number) => points.reduce((sum, p) => sum + pick(p), 0) / 4
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) }
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

function withCorners(layer: Layer, move: (p: Point) => Point): Layer {
  const corners = { ...layer.corners! }
  for (const name of CORNERS) corners[name] = rounded(move(corners[name]))
  return { ...layer, corners }
}

/** A thousandth of a percent is a hundredth of a pixel of the master; more digits would only be noise to read. */
const round = (n: number) => Math.round(n * 1000) / 1000
const bounded = (n: number) => round(Math.min(HIGHEST, Math.max(LOWEST, n)))
const rounded = ({ x, y }: Point) => ({ x: bounded(x), y: bounded(y) })
const width = (n: number) => round(Math.min(WIDEST, Math.max(0.1, n)))
/** −180 to 180, as people say it. */
const angle = (deg: number) => round(((((deg + 180) % 360) + 360) % 360) - 180)
