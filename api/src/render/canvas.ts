import type { Raster } from './raster.ts'
import type { Spans } from './spans.ts'

/** A raster that is painted on. */
export interface Canvas extends Raster {
  /** What lies under the paint, where somebody wants it back. */
  under?: Under
}

/** Pixels as they were before each print, one print after the other. */
export interface Under {
  bytes: Uint8Array
  used: number
  prints: Spans[]
}

/** Whoever has borrowed a base itself. Anybody else is given a copy. */
const borrowed = new WeakMap<Raster['data'], Canvas>()

// A print covers tens of kilobytes, and renders come one after the other: memory that is used again is none to collect.
const spare: Under[] = []
const MOST_SPARE = 8
const FIRST_BYTES = 1 << 18

/**
 * A base to paint on, or to read while others might paint on it. It is the base itself, for copying megabytes takes longer
 * than drawing a print; until it is given back, who asks for the same one gets a copy without the paint.
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
  if (spare.length < MOST_SPARE) spare.push(under)
}

/** Keeps the pixels that a print is about to cover. */
export function keepUnder(canvas: Canvas, spans: Spans): void {
  const { under, width, channels } = canvas
  if (!under) return
  const data = plain(canvas.data)
  let need = under.used
  for (let k = 0; k < spans.from.length; k++) need += Math.max(0, spans.to[k]! - spans.from[k]!) * channels
  if (need > under.bytes.length) {
    const larger = new Uint8Array(2 * need)
    larger.set(under.bytes.subarray(0, under.used))
    under.bytes = larger
  }
  for (let k = 0; k < spans.from.length; k++) {
    const from = ((spans.top + k) * width + spans.from[k]!) * channels
    const bytes = Math.max(0, spans.to[k]! - spans.from[k]!) * channels
    under.bytes.set(data.subarray(from, from + bytes), under.used)
    under.used += bytes
  }
  under.prints.push(spans)
}

/** Prints may overlap: the last one is lifted first. */
function lift(canvas: Raster, under: Under): void {
  const { data, width, channels } = canvas
  let end = under.used
  for (const spans of under.prints.toReversed()) {
    for (let k = spans.from.length - 1; k >= 0; k--) {
      const from = ((spans.top + k) * width + spans.from[k]!) * channels
      const bytes = Math.max(0, spans.to[k]! - spans.from[k]!) * channels
      data.set(under.bytes.subarray(end - bytes, end), from)
      end -= bytes
    }
  }
}

/** Its subarrays cost a fraction of a Buffer's. */
const plain = (data: Uint8Array) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

const newUnder = (): Under => ({ bytes: new Uint8Array(FIRST_BYTES), used: 0, prints: [] })
