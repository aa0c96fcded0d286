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
  const { outside, rim } = flood(raster, box)
  const done = new Uint8Array(outside)
  for (const i of rim) {
    for (const near of square(i, SHORE, width, height)) {
      if (done[near]) continue
      done[near] = 1
      const strength = distance(raster.data, near * 4, box)
      const count = square(near, SHORE, width, height).filter((n) => outside[n]).length
      if (isSpeck(count, strength)) data[near * 4 + 3] = 0
      else unmix(raster, data, near, box)
    }
  }
  for (let i = 0; i < outside.length; i++) if (outside[i]) data[i * 4 + 3] = 0
  return { data, width, height, channels: 4 }
}

// The box's pixels, and those of the logo that touch them.
function flood({ data, width, height }: Raster, box: Rgb): { outside: Uint8Array; rim: Set<number> } {
  const outside = new Uint8Array(width * height)
  const rim = new Set<number>()
  const stack = borderPixels(width, height)
  while (stack.length > 0) {
    const i = stack.pop()!
    if (outside[i]) continue
    if (distance(data, i * 4, box) > TOLERANCE) {
      rim.add(i)
      continue
    }
    outside[i] = 1
    const x = i % width
    if (x > 0) stack.push(i - 1)
    if (x < width - 1) stack.push(i + 1)
    if (i >= width) stack.push(i - width)
    if (i < width * (height - 1)) stack.push(i + width)
  }
  return { outside, rim }
}

/** Anti-aliased edges are two pixels wide at most, JPEG ones three. */
const SHORE = 2

// The pixels up to `reach` away from one, itself among them.
function square(i: number, reach: number, width: number, height: number): number[] {
  const [x, y] = [i % width, Math.floor(i / width)]
  const around: number[] = []
  for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++) {
    for (let nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++)
      around.push(ny * width + nx)
  }
  return around
}

// Ringing of a JPEG in the middle of the box: faint, and all but alone among 24 neighbours.
function isSpeck(near: number, distanceFromBox: number): boolean {
  return near >= 20 && distanceFromBox < 3 * TOLERANCE
}

// The pixel is alpha * ink + (1 - alpha) * box, the ink being the least box-like colour close by.
function unmix({ data, width, height }: Raster, out: Buffer, pixel: number, box: Rgb): void {
  const at = pixel * 4
  let ink = at
  let most = 0
  for (const near of square(pixel, SHORE + 1, width, height)) {
    const d = distance(data, near * 4, box)
    if (d > most) [most, ink] = [d, near * 4]
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
