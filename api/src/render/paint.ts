import { blendInk, blendRow, inkTables } from './blend.ts'
import { type Canvas, keepUnder } from './canvas.ts'
import type { BlendMode } from './layer.ts'
import type { Sampler } from './sample.ts'
import type { Spans } from './spans.ts'

// One is enough: nothing is awaited between filling a row and reading it.
let scratch = new Float32Array(0)

/** Memory for a row of samples, its contents of no meaning; until the next who asks. */
export function scratchRow(pixels: number): Float32Array {
  if (scratch.length < pixels * 4) scratch = new Float32Array(pixels * 4)
  return scratch
}

/** Paints one sampled layer onto an RGB canvas, in place. */
export function paint(canvas: Canvas, sample: Sampler, spans: Spans, mode: BlendMode, opacity: number): void {
  keepUnder(canvas, spans)
  const row = scratchRow(canvas.width)
  const tables = sample.ink && inkTables(mode, sample.ink, opacity)
  for (let k = 0; k < spans.from.length; k++) {
    const from = spans.from[k]!
    const to = spans.to[k]!
    if (from >= to) continue
    sample.row(spans.top + k, from, to, row)
    const at = ((spans.top + k) * canvas.width + from) * 3
    if (tables) blendInk(canvas.data, at, row, to - from, tables, opacity)
    else blendRow(canvas.data, at, row, to - from, mode, opacity)
  }
}
