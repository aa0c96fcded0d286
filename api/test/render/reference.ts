import type { Layer } from '../../src/render/placement.ts'
import type { Box, Picture } from './ssim.ts'

// The meaning of a placement, written out point by point and slowly, sharing nothing with the engine but
// the type of a layer.

type Fn = (cb: number, cs: number) => number
const screen: Fn = (b, s) => b + s - b * s
const hard: Fn = (b, s) => (s <= 0.5 ? b * 2 * s : screen(b, 2 * s - 1))
const MODES: Record<string, Fn> = {
  normal: (_b, s) => s,
  multiply: (b, s) => b * s,
  screen,
  overlay: (b, s) => hard(s, b),
  darken: Math.min,
  lighten: Math.max,
  'color-dodge': (b, s) => (b === 0 ? 0 : s === 1 ? 1 : Math.min(1, b / (1 - s))),
  'color-burn': (b, s) => (b === 1 ? 1 : s === 0 ? 0 : 1 - Math.min(1, (1 - b) / s)),
  'hard-light': hard,
  'soft-light': (b, s) =>
    s <= 0.5
      ? b - (1 - 2 * s) * b * (1 - b)
      : b + (2 * s - 1) * ((b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b)) - b),
}

const GRID = 8
const FAR = -0.15

/** Draws one layer over an RGB picture, GRID x GRID points a pixel. Gives the picture, and each pixel's ink: red, green, blue, alpha, 0 to 1. */
export function drawReference(base: Picture, logo: Picture, layer: Layer) {
  const size = base.width
  const out = { ...base, data: Uint8Array.from(base.data) }
  const exact = Float32Array.from(base.data)
  const ink = new Float32Array(size * size * 4)
  const ratio = logo.width / logo.height
  const blend = MODES[layer.blendMode ?? 'multiply']!
  const toUnit = inverseMap(layer, size)
  const ideal = { ...logo, data: premultiplied(logo) }
  const at = new Float64Array(2)
  const sum = new Float64Array(4)
  const box = bounds(layer, size)
  /** From the canvas into the logo, which is contained and centred in the unit box: `at`, 0 to 1 where it is. */
  const toLogo = (X: number, Y: number): boolean => {
    if (!toUnit(X, Y, at)) return false
    if (ratio >= 1) at[1] = (at[1]! - 0.5) * ratio + 0.5
    else at[0] = (at[0]! - 0.5) / ratio + 0.5
    return true
  }
  for (let py = box.top; py < box.top + box.height; py++) {
    for (let px = box.left; px < box.left + box.width; px++) {
      // A pixel far outside has none of its points inside; how far is far is said generously: no logo here is less
      // than four pixels high.
      if (
        toLogo(px + 0.5, py + 0.5) &&
        (at[0]! < FAR || at[0]! > 1 - FAR || at[1]! < FAR || at[1]! > 1 - FAR)
      )
        continue
      sum.fill(0)
      for (let k = 0; k < GRID * GRID; k++) {
        const inside = toLogo(px + ((k % GRID) + 0.5) / GRID, py + (Math.floor(k / GRID) + 0.5) / GRID)
        if (!inside || at[0]! < 0 || at[0]! >= 1 || at[1]! < 0 || at[1]! >= 1) continue
        addBilinear(ideal, at[0]! * logo.width - 0.5, at[1]! * logo.height - 0.5, sum)
      }
      for (let c = 0; c < 4; c++) sum[c]! /= GRID * GRID
      if (sum[3]! <= 0) continue
      const as = sum[3]! * (layer.opacity ?? 0.9)
      ink.set([sum[0]! / sum[3]!, sum[1]! / sum[3]!, sum[2]! / sum[3]!, sum[3]!], (py * size + px) * 4)
      for (let c = 0; c < 3; c++) {
        const i = (py * size + px) * 3 + c
        const cb = base.data[i]! / 255
        exact[i] = 255 * ((1 - as) * cb + as * blend(cb, sum[c]! / sum[3]!))
        out.data[i] = Math.round(exact[i]!)
      }
    }
  }
  return { picture: out, exact, ink, box }
}

const ready = new WeakMap<Picture, Float32Array>()

/** Red, green and blue times alpha, and alpha, from 0 to 1. */
function premultiplied(logo: Picture): Float32Array {
  const { data, width, height } = logo
  const known = ready.get(logo)
  if (known) return known
  const out = new Float32Array(width * height * 4)
  ready.set(logo, out)
  for (let i = 0; i < out.length; i += 4) {
    const alpha = data[i + 3]! / 255
    for (let c = 0; c < 3; c++) out[i + c] = (data[i + c]! / 255) * alpha
    out[i + 3] = alpha
  }
  return out
}

function addBilinear(
  { data, width, height }: { data: Float32Array; width: number; height: number },
  x: number,
  y: number,
  sum: Float64Array,
): void {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const columns = [Math.max(0, left), Math.min(width - 1, left + 1)] as const
  const rows = [Math.max(0, top) * width, Math.min(height - 1, top + 1) * width] as const
  const [a, b] = [(rows[0] + columns[0]) * 4, (rows[0] + columns[1]) * 4]
  const [c, d] = [(rows[1] + columns[0]) * 4, (rows[1] + columns[1]) * 4]
  if (data[a + 3]! + data[b + 3]! + data[c + 3]! + data[d + 3]! === 0) return
  const [right, below] = [x - left, y - top]
  for (let i = 0; i < 4; i++) {
    const upper = data[a + i]! * (1 - right) + data[b + i]! * right
    const lower = data[c + i]! * (1 - right) + data[d + i]! * right
    sum[i]! += upper * (1 - below) + lower * below
  }
}

/** Where the unit box's corners land, in pixels, clockwise from the top left. */
export function corners(layer: Layer, size: number): [number, number][] {
  if (layer.corners) {
    const { topLeft, topRight, bottomRight, bottomLeft } = layer.corners
    return [topLeft, topRight, bottomRight, bottomLeft].map((p) => [(p.x * size) / 100, (p.y * size) / 100])
  }
  const s = (size * layer.widthPct!) / 100
  const t = ((layer.rotateDeg ?? 0) * Math.PI) / 180
  return (
    [
      [-0.5, -0.5],
      [0.5, -0.5],
      [0.5, 0.5],
      [-0.5, 0.5],
    ] as const
  ).map(([u, v]) => [
    (size * layer.centerXPct!) / 100 + u * s * Math.cos(t) - v * s * Math.sin(t),
    (size * layer.centerYPct!) / 100 + u * s * Math.sin(t) + v * s * Math.cos(t),
  ])
}

const SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const

/** The eight numbers of the homography that carries four points to four others (the ninth is 1), by elimination. */
export function homography(
  from: readonly (readonly [number, number])[],
  to: readonly (readonly [number, number])[],
) {
  return solve(
    from.flatMap(([x, y], i) => {
      const [u, v] = to[i]!
      return [
        [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
        [0, 0, 0, x, y, 1, -v * x, -v * y, v],
      ]
    }),
  )
}

type Into = (X: number, Y: number, out: Float64Array) => boolean

/** From the canvas into the flat unit box; false where nothing of it is seen. */
function inverseMap(layer: Layer, size: number): Into {
  const h = homography(corners(layer, size), SQUARE)
  const [cx, cy] = corners(layer, size).reduce(([a, b], [x, y]) => [a! + x / 4, b! + y / 4], [0, 0])
  const front = Math.sign(h[6]! * cx! + h[7]! * cy! + 1)
  const unbend = unbender(layer)
  return (X, Y, out) => {
    const w = h[6]! * X + h[7]! * Y + 1
    if (Math.sign(w) !== front) return false
    return unbend((h[0]! * X + h[1]! * Y + h[2]!) / w, (h[3]! * X + h[4]! * Y + h[5]!) / w, out)
  }
}

function unbender({ surface }: Layer): Into {
  const flat: Into = (u, v, out) => {
    out[0] = u
    out[1] = v
    return true
  }
  if (surface?.type !== 'cylinder' || surface.curveDeg === 0) return flat
  const phi = ((surface.curveDeg ?? 90) / 2) * (Math.PI / 180)
  const tilt = (surface.tiltDeg ?? 0) * (Math.PI / 180)
  const radius = 0.5 / Math.sin(phi)
  const across = surface.axis === 'horizontal' ? 1 : 0
  return (u, v, out) => {
    const seen = ((across === 1 ? v : u) - 0.5) * 2
    if (Math.abs(seen) > 1) return false
    const angle = Math.asin(seen * Math.sin(phi))
    out[across] = 0.5 + angle / phi / 2
    out[1 - across] = (across === 1 ? u : v) - radius * Math.sin(tilt) * (1 - Math.cos(angle))
    return true
  }
}

/** Unknowns of as many linear equations, their right sides last. */
export function solve(rows: number[][]): number[] {
  const n = rows.length
  for (let i = 0; i < n; i++) {
    let pivot = i
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r
    ;[rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!]
    for (let r = 0; r < n; r++) {
      if (r === i) continue
      const k = rows[r]![i]! / rows[i]![i]!
      for (let c = i; c <= n; c++) rows[r]![c]! -= k * rows[i]![c]!
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!)
}

/** The layer's box on the canvas in whole pixels, room for a cylinder's drop included. */
export function bounds(layer: Layer, size: number): Box {
  const points = corners(layer, size)
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])]
  const room = layer.surface?.type === 'cylinder' ? 0.5 : 0
  const span = (values: number[]) => {
    const grow = room * (Math.max(...values) - Math.min(...values)) + 1
    const low = Math.min(size, Math.max(0, Math.floor(Math.min(...values) - grow)))
    return [low, Math.max(low, Math.min(size, Math.ceil(Math.max(...values) + grow)))] as const
  }
  const [[left, right], [top, bottom]] = [span(xs), span(ys)]
  return { left, top, width: right - left, height: bottom - top }
}
