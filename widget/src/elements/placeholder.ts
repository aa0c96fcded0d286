import { decodeThumbHash } from './thumbhash.ts'

/** Rings of places, across and down, from the middle of a picture to its corners. */
const rings = [
  [[0.5, 0.5]],
  [
    [0.5, 0.2],
    [0.8, 0.5],
    [0.5, 0.8],
    [0.2, 0.5],
  ],
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
] as const

/**
 * What a picture looks like from afar, as a background: a thing in the middle, and the ground around it. A data URL
 * would be refused by a strict `img-src`; a canvas for each picture of a long catalogue was half of every slow frame;
 * more gradients, one over the other, held back the first picture by the time it takes to draw them.
 */
export function placeholderOf(hash: string | null): string {
  try {
    const at = decodeThumbHash(Uint8Array.from(atob(hash ?? ''), (char) => char.charCodeAt(0)))
    const stops = rings.map((places) => {
      const colors = places.map(([x, y]) => at(x, y))
      const mean = [0, 1, 2].map((i) => colors.reduce((sum, color) => sum + color[i]!, 0) / colors.length)
      return `rgb(${mean.map(Math.round).join(' ')}/.6)`
    })
    return `radial-gradient(${stops.join()})`
  } catch {
    // Without a hash that can be read the plain ground stays, which is a placeholder too.
    return ''
  }
}
