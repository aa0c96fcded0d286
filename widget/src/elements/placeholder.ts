import { decodeThumbHash, type Rgb } from './thumbhash.ts'

/**
 * What a picture looks like from afar, as a background: its mean colour and nine soft spots of colour on it. A data URL
 * would be refused by a strict `img-src`, and a canvas for each picture of a long catalogue cost the page half of every
 * slow frame.
 */
export function placeholderOf(hash: string | null): string {
  try {
    const at = decodeThumbHash(Uint8Array.from(atob(hash ?? ''), (char) => char.charCodeAt(0)))
    const spots = [50, 0, 100].flatMap((y) =>
      [50, 0, 100].map(
        (x) => `radial-gradient(50% 50% at ${x}% ${y}%,${faint(at(x / 100, y / 100))},transparent)`,
      ),
    )
    return `${spots.join()},${faint(at())}`
  } catch {
    // Without a hash that can be read the plain ground stays, which is a placeholder too.
    return ''
  }
}

function faint(color: Rgb): string {
  return `rgb(${color.map(Math.round).join(' ')}/.6)`
}
