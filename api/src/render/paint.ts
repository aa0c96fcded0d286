import { blendRow } from './blend.ts'
import type { BlendMode } from './layer.ts'
import type { Raster } from './raster.ts'
import type { SampleRow } from './sample.ts'
import type { Spans } from './spans.ts'

/** Paints one sampled layer onto an RGB canvas, in place. */
export function paint(
  canvas: Raster,
  sample: SampleRow,
  spans: Spans,
  mode: BlendMode,
  opacity: number,
): void {
  const row = new Float32Array(canvas.width * 4)
  for (let k = 0; k < spans.from.length; k++) {
    const [from, to] = [spans.from[k]!, spans.to[k]!]
    if (from >= to) continue
    sample(spans.top + k, from, to, row)
    blendRow(canvas.data, ((spans.top + k) * canvas.width + from) * 3, row, to - from, mode, opacity)
  }
}
