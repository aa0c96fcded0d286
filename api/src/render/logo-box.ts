import type { Raster } from './raster.ts'

export type Rgb = [number, number, number]

/** Share of the border that must be of one colour; the rest may be a logo cropped to its edge. */
const MIN_SHARE = 0.9
/** How far a pixel may be from the box's colour and still be box: JPEG noise around edges reaches this. */
const TOLERANCE = 24

export const isNearWhite = (color: Rgb) => Math.min(...color) >= 232

/** The colour of the flat opaque box a logo stands in; null when its border is transparent or mixed. */
export function borderColor(raster: Raster): Rgb | null {
  const { data, width, height } = raster
  const border = borderPixels(width, height)
  if (border.some((i) => data[i * 4 + 3]! < 250)) return null
  const color = [0, 1, 2].map((c) => median(border.map((i) => data[i * 4 + c]!))) as Rgb
  const like = (i: number) => distance(data, i * 4, color) <= TOLERANCE
  const corners = [0, width - 1, width * (height - 1), width * height - 1]
  if (!corners.every(like)) return null
  return border.filter(like).length >= border.length * MIN_SHARE ? color : null
}

/**
 * A copy whose box is transparent: flooded from the edges, so that what the logo encloses stays. Along
 * the flood's shore colour and box are un-mixed, which keeps the edges smooth and without a pale fringe.
 */
export function removeBox(raster: Raster, box: Rgb): Raster {
  const { width, height } = raster
  const data = Buffer.from(raster.data)
  const outside = flood(raster, box)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const near = outside[i] ? 0 : outsideNear(outside, x, y, width, height)
      if (outside[i] || isSpeck(near, distance(raster.data, i * 4, box))) data[i * 4 + 3] = 0
      else if (near > 0) unmix(raster, data, x, y, box)
    }
  }
  return { data, width, height, channels: 4 }
}

function flood({ data, width, height }: Raster, box: Rgb): Uint8Array {
  const outside = new Uint8Array(width * height)
  const stack = borderPixels(width, height)
  while (stack.length > 0) {
    const i = stack.pop()!
    if (outside[i] || distance(data, i * 4, box) > TOLERANCE) continue
    outside[i] = 1
    const x = i % width
    if (x > 0) stack.push(i - 1)
    if (x < width - 1) stack.push(i + 1)
    if (i >= width) stack.push(i - width)
    if (i < width * (height - 1)) stack.push(i + width)
  }
  return outside
}

/** Anti-aliased edges are two pixels wide at most, JPEG ones three. */
const SHORE = 2

function outsideNear(outside: Uint8Array, x: number, y: number, width: number, height: number): number {
  let count = 0
  for (let ny = Math.max(0, y - SHORE); ny <= Math.min(height - 1, y + SHORE); ny++) {
    for (let nx = Math.max(0, x - SHORE); nx <= Math.min(width - 1, x + SHORE); nx++) {
      count += outside[ny * width + nx]!
    }
  }
  return count
}

// Ringing of a JPEG in the middle of the box: faint, and all but alone among 24 neighbours.
function isSpeck(near: number, distanceFromBox: number): boolean {
  return near >= 20 && distanceFromBox < 3 * TOLERANCE
}

// The pixel is alpha * ink + (1 - alpha) * box, the ink being the least box-like colour close by.
function unmix({ data, width, height }: Raster, out: Buffer, x: number, y: number, box: Rgb): void {
  const at = (y * width + x) * 4
  let ink = at
  let most = 0
  for (let dy = -SHORE - 1; dy <= SHORE + 1; dy++) {
    for (let dx = -SHORE - 1; dx <= SHORE + 1; dx++) {
      const [nx, ny] = [x + dx, y + dy]
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue
      const i = (ny * width + nx) * 4
      const d = distance(data, i, box)
      if (d > most) [most, ink] = [d, i]
    }
  }
  const alpha = most > 0 ? Math.min(1, distance(data, at, box) / most) : 0
  // A thin line's own pixels are its ink; only clearly mixed ones change.
  if (alpha > 0.97) return
  out[at + 3] = Math.round(alpha * 255)
  for (let c = 0; c < 3; c++) out[at + c] = data[ink + c]!
}

function distance(data: Uint8Array, at: number, color: Rgb): number {
  return Math.max(
    Math.abs(data[at]! - color[0]),
    Math.abs(data[at + 1]! - color[1]),
    Math.abs(data[at + 2]! - color[2]),
  )
}

function borderPixels(width: number, height: number): number[] {
  const border: number[] = []
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x)
  for (let y = 1; y < height - 1; y++) border.push(y * width, y * width + width - 1)
  return border
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}
