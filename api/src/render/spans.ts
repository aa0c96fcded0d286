import type { Point } from './layer.ts'
import type { Mapping } from './mapping.ts'

/** The pixels a layer may touch: for each row from `top`, columns `from` (kept) to `to` (not). */
export interface Spans {
  top: number
  from: Int32Array
  to: Int32Array
}

// Filtering reaches at most half a texel past the outline, under a quarter of a pixel.
const MARGIN_PX = 0.75

/** Rows and columns covered by the logo's outline, a margin wider, clipped to the canvas. */
export function spansOf({ size, outline: points }: Mapping): Spans {
  if (!points) return { top: 0, from: new Int32Array(size), to: new Int32Array(size).fill(size) }
  let [highest, lowest] = [Infinity, -Infinity]
  for (const { y } of points) {
    if (y < highest) highest = y
    if (y > lowest) lowest = y
  }
  const top = clamp(Math.floor(highest - MARGIN_PX), 0, size)
  const bottom = clamp(Math.ceil(lowest + MARGIN_PX), top, size)
  const min = new Float64Array(bottom - top).fill(Infinity)
  const max = new Float64Array(bottom - top).fill(-Infinity)
  for (let i = 0; i < points.length; i++) widen(min, max, top, points[i]!, points[(i + 1) % points.length]!)
  const from = new Int32Array(bottom - top)
  const to = new Int32Array(bottom - top)
  for (let k = 0; k < from.length; k++) {
    from[k] = clamp(Math.floor(min[k]! - MARGIN_PX), 0, size)
    to[k] = clamp(Math.ceil(max[k]! + MARGIN_PX), 0, size)
  }
  return { top, from, to }
}

/** Makes room for one edge in the rows from `top` on. */
function widen(min: Float64Array, max: Float64Array, top: number, a: Point, b: Point): void {
  const p = a.y <= b.y ? a : b
  const q = a.y <= b.y ? b : a
  const slope = q.y > p.y ? (q.x - p.x) / (q.y - p.y) : 0
  const first = clamp(Math.floor(p.y - MARGIN_PX) - top, 0, min.length)
  const last = clamp(Math.ceil(q.y + MARGIN_PX) - top, 0, min.length)
  for (let k = first; k < last; k++) {
    const y = top + k
    const x0 = p.x + slope * (clamp(y - MARGIN_PX, p.y, q.y) - p.y)
    const x1 = slope === 0 ? q.x : p.x + slope * (clamp(y + 1 + MARGIN_PX, p.y, q.y) - p.y)
    min[k] = Math.min(min[k]!, x0, x1)
    max[k] = Math.max(max[k]!, x0, x1)
  }
}

const clamp = (n: number, low: number, high: number) => Math.min(Math.max(n, low), high)
