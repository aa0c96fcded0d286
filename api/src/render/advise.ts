import { unitBoxCorners } from './geometry.ts'
import type { Layer, Placement, Point } from './layer.ts'
import { createMapping, greatestScale, place } from './mapping.ts'
import type { PlacementProblem } from './placement.ts'

/** Something a partner may want to look at; the placement can be drawn as it is. */
export type PlacementAdvice = PlacementProblem

export interface AdviceContext {
  /** Size of the photo in pixels, as shown. */
  photo?: { width: number; height: number }
  /** Size of the logo in pixels, trimmed. */
  logo?: { width: number; height: number }
  /** Side of the master in pixels. */
  size?: number
}

/** Share of the print area that may lie beside the photo before it is worth a word. */
const OFF_PHOTO = 0.02
/** A logo on fewer pixels than this along its long side is a smudge. */
const SMALL_PX = 40
/** Enlargement of the logo's own pixels beyond which it looks soft. */
const SOFT = 1.25
/** A square seen at 50 degrees is 1.55 times as long one way as the other; beyond, it is a mistake. */
const STRETCHED = 1.6

/** What of a placement will print badly on this photo with this logo; what is not told is not judged. */
export function advisePlacement(placement: Placement, context: AdviceContext = {}): PlacementAdvice[] {
  return placement.layers.flatMap((layer, i) => adviseLayer(layer, `/layers/${i}`, context))
}

function adviseLayer(
  layer: Layer,
  path: string,
  { photo, logo, size = 1000 }: AdviceContext,
): PlacementAdvice[] {
  const advice: PlacementAdvice[] = []
  const quad = unitBoxCorners(layer)
  const off = photo ? 1 - area(clip(quad, photoArea(photo))) / area(quad) : 0
  if (off > OFF_PHOTO) {
    advice.push({
      path,
      code: 'off_photo',
      message: `${percent(off)} of the print area lies beside the photo.`,
    })
  }
  const shape = logo ?? { width: 1, height: 1 }
  const mapping = createMapping(layer, shape, size)
  const scale = greatestScale(mapping)
  const long = Math.max(scale.u * mapping.rect.width, scale.v * mapping.rect.height)
  if (long < SMALL_PX) {
    advice.push({
      path,
      code: 'small',
      message: `The logo comes out only ${Math.round(long)} px long on a picture of ${size} px.`,
    })
  }
  const enlarged = logo ? long / Math.max(logo.width, logo.height) : 0
  if (enlarged > SOFT) {
    advice.push({
      path,
      code: 'logo_enlarged',
      message: `The logo is enlarged ${enlarged.toFixed(1)} times and will look soft; send it larger or as an SVG.`,
    })
  }
  const stretch = stretchOf(mapping)
  if (stretch > STRETCHED || stretch < 1 / STRETCHED) {
    const [times, way] = stretch > 1 ? [stretch, 'wide'] : [1 / stretch, 'high']
    advice.push({
      path: layer.corners ? `${path}/corners` : path,
      code: 'stretched',
      message: `The corners stretch the logo ${times.toFixed(1)} times as ${way} as it is; they should span a square as seen in the photo.`,
    })
  }
  return advice
}

// How many times wider than high a small square comes out in the middle of the box.
function stretchOf(mapping: ReturnType<typeof createMapping>): number {
  const d = 1e-3
  const flat = { ...mapping, bend: null }
  const [l, r] = [place(flat, 0.5 - d, 0.5)!, place(flat, 0.5 + d, 0.5)!]
  const [t, b] = [place(flat, 0.5, 0.5 - d)!, place(flat, 0.5, 0.5 + d)!]
  return Math.hypot(r.x - l.x, r.y - l.y) / Math.hypot(b.x - t.x, b.y - t.y)
}

const percent = (share: number) => `${Math.round(share * 100)} %`

// The contained photo's rectangle in percent of the canvas, clockwise.
function photoArea({ width, height }: { width: number; height: number }): Point[] {
  const long = Math.max(width, height)
  const [w, h] = [(50 * width) / long, (50 * height) / long]
  return [
    { x: 50 - w, y: 50 - h },
    { x: 50 + w, y: 50 - h },
    { x: 50 + w, y: 50 + h },
    { x: 50 - w, y: 50 + h },
  ]
}

// Sutherland and Hodgman (1974): cut by each edge of a convex clockwise window in turn.
function clip(polygon: Point[], window: Point[]): Point[] {
  let points = polygon
  window.forEach((a, i) => {
    const b = window[(i + 1) % window.length]!
    const side = (p: Point) => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
    points = points.flatMap((p, k) => {
      const q = points[(k + 1) % points.length]!
      const [sp, sq] = [side(p), side(q)]
      const kept = sp >= 0 ? [p] : []
      if (sp >= 0 === sq >= 0) return kept
      const t = sp / (sp - sq)
      return [...kept, { x: p.x + t * (q.x - p.x), y: p.y + t * (q.y - p.y) }]
    })
  })
  return points
}

function area(points: Point[]): number {
  const twice = points.reduce((sum, p, i) => {
    const q = points[(i + 1) % points.length]!
    return sum + p.x * q.y - q.x * p.y
  }, 0)
  return Math.abs(twice) / 2
}
