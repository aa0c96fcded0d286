import { thumbHashToRGBA } from 'thumbhash'

/** On a canvas rather than as a data URL, which a strict `img-src` would refuse. */
export function paintPlaceholder(canvas: HTMLCanvasElement, hash: string | null): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, canvas.width, canvas.height)
  if (!hash) return
  try {
    const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(hash), (char) => char.charCodeAt(0)))
    canvas.width = w
    canvas.height = h
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0)
  } catch {
    // A hash that cannot be read leaves the plain ground, which is a placeholder too.
  }
}
