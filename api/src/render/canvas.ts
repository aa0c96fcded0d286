import type { Raster } from './raster.ts'
import type { Spans } from './spans.ts'

/** A raster that is painted on. */
export interface Canvas extends Raster {
  /** What lies under the paint, where somebody wants it back. */
  under?: Under
}

/** Pixels as they were before each print, one print after the other; of all the canvas where that is less. */
export interface Under {
  bytes: Uint8Array
  used: number
  prints: Spans[]
  whole: boolean
}

/** Whoever has borrowed a base itself. Anybody else is given a copy. */
const borrowed = new WeakMap<Raster['data'], Canvas>()

// A print covers tens of kilobytes, and renders come one after the other: memory that is used again is none to collect.
const spare: Under[] = []
const MOST_SPARE = 8
const FIRST_BYTES = 1 << 18

/**
 * A base to paint on, or to read while others might paint on it. It is the base itself, for copying megabytes takes
 * longer than drawing a print; until it is given back, who asks for the same one gets a copy without the paint.
 */
export function borrowCanvas(base: Raster): Canvas {
  const other = borrowed.get(base.data)
  if (other) {
    // Not slice(): of a Buffer that is no copy.
    const copy = { ...base, data: new Uint8Array(base.data) }
    lift(copy, other.under!)
    return copy
  }
  const canvas = { ...base, under: spare.pop() ?? newUnder() }
  borrowed.set(base.data, canvas)
  return canvas
}

/** Leaves the base as it was. */
export function giveBack(canvas: Canvas): void {
  const { under } = canvas
  if (!under || borrowed.get(canvas.data) !== canvas) return
  lift(canvas, under)
  borrowed.delete(canvas.data)
  canvas.under = undefined
  under.used = 0
  under.prints.length = 0
  under.whole = false
  if (spare.length < MOST_SPARE) spare.push(under)
}

/** Keeps the pixels that a print is about to cover. */
export function keepUnder(canvas: Canvas, spans: Spans): void {
  const { under } = canvas
  if (!under || under.whole) return
  const need = under.used + bytesOf(canvas, spans)
  if (need > canvas.data.byteLength) {
    // Many large prints, one over the other.
    const data = new Uint8Array(canvas.data)
    lift({ ...canvas, data }, under)
    Object.assign(under, { bytes: data, used: data.length, prints: [], whole: true })
    return
  }
  if (need > under.bytes.length) {
    const larger = new Uint8Array(2 * need)
    larger.set(under.bytes.subarray(0, under.used))
    under.bytes = larger
  }
  copyRows(canvas, spans, under, false)
  under.used = need
  under.prints.push(spans)
}

/** Prints may overlap: the last one is lifted first. */
function lift(canvas: Raster, { bytes, used, prints, whole }: Under): void {
  if (whole) canvas.data.set(bytes.subarray(0, used))
  let end = used
  for (const spans of prints.toReversed()) {
    end -= bytesOf(canvas, spans)
    copyRows(canvas, spans, { bytes, used: end }, true)
  }
}

/** Between the canvas and what is kept from `used` on. By hand: a row is short, and views of it would be litter. */
function copyRows(
  canvas: Raster,
  { top, from, to }: Spans,
  { bytes, used }: Pick<Under, 'bytes' | 'used'>,
  back: boolean,
): void {
  const { width, channels } = canvas
  // Of one kind, where photos are Buffers and copies are not.
  const data = new Uint8Array(canvas.data.buffer, canvas.data.byteOffset, canvas.data.byteLength)
  let kept = used
  for (let k = 0; k < from.length; k++) {
    const start = (top + k) * width
    const end = (start + to[k]!) * channels
    if (back) for (let i = (start + from[k]!) * channels; i < end; i++) data[i] = bytes[kept++]!
    else for (let i = (start + from[k]!) * channels; i < end; i++) bytes[kept++] = data[i]!
  }
}

function bytesOf({ channels }: Raster, { from, to }: Spans): number {
  let pixels = 0
  for (let k = 0; k < from.length; k++) pixels += Math.max(0, to[k]! - from[k]!)
  return pixels * channels
}

const newUnder = (): Under => ({ bytes: new Uint8Array(FIRST_BYTES), used: 0, prints: [], whole: false })
