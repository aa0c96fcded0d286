import type { OutputSpec } from './encode.ts'

/**
 * The files of a picture, in the order in which they are made: the smallest WebP first, because it is the first that
 * makes a portal look finished; then what sharp screens want; JPEG once, for whatever reads nothing newer.
 */
export function outputsFor(
  widths: readonly number[],
  formats: readonly OutputSpec['format'][],
): OutputSpec[] {
  const ascending = widths.toSorted((a, b) => a - b)
  return formats.flatMap((format) =>
    (format === 'jpeg' ? ascending.slice(-1) : ascending).map((width) => ({ width, format })),
  )
}
