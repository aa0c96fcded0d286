import { type Mapping, outline } from './mapping.ts'

/** The pixels a layer may touch: for each row from `top`, columns `from` (kept) to `to` (not). */
export interface Spans {
  top: number
  from: Int32Array
  to: Int32Array
}

// Filtering reaches at most half a texel past the outline, under a quarter of a pixel.
const MARGIN_PX = 0.75

/** Rows and columns covered by the logo's outline, a margin wider, clipped to the canvas. */
export function spansOf(mapping: Mapping): Spans {
  const { size } = mapping
  const points = outline(mapping)
  if (!points) return { top: 0, from: new Int32Array(size), to: new Int32Array(size).fill(size) }
  const ys = points.map((p) => p.y)
  const top = clamp(Math.floor(Math.min(...ys) - MARGIN_PX), 0, size)
  const bottom = clamp(Math.ceil(Math.max(...ys) + MARGIN_PX), top, size)
  const min = new Float64Array(bottom - top).fill(Infinity)
  const max = new Float64Array(bottom - top).fill(-Infinity)
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length]!
    const [p, q] = a.y <= b.y ? [a, b] : [b, a]
    const slope = q.y > p.y ? (q.x - p.x) / (q.y - p.y) : 0
    const first = clamp(Math.floor(p.y - MARGIN_PX), top, bottom)
    const last = clamp(Math.ceil(q.y + MARGIN_PX), top, bottom)
    for (let y = first; y < last; y++) {
      const x0 = p.x + slope * (clamp(y - MARGIN_PX, p.y, q.y) - p.y)
      const x1 = slope === 0 ? q.x : p.x + slope * (clamp(y + 1 + MARGIN_PX, p.y, q.y) - p.y)
      min[y - top] = Math.min(min[y - top]!, x0, x1)
      max[y - top] = Math.max(max[y - top]!, x0, x1)
    }
  })
  const from = new Int32Array(bottom - top)
  const to = new Int32Array(bottom - top)
  for (let k = 0; k < from.length; k++) {
    from[k] = clamp(Math.floor(min[k]! - MARGIN_PX), 0, size)
    to[k] = clamp(Math.ceil(max[k]! + MARGIN_PX), 0, size)
  }
  return { top, from, to }
}

const clamp = (n: number, low: number, high: number) => Math.min(Math.max(n, low), high)
