import { decodeThumbHash } from './thumbhash.ts'

/** On a canvas rather than as a data URL, which a strict `img-src` would refuse. */
export function paintPlaceholder(canvas: HTMLCanvasElement, hash: string | null): void {
  const context = canvas.getContext('2d')
  if (!context) return
  try {
    const bytes = Uint8Array.from(atob(hash ?? ''), (char) => char.charCodeAt(0))
    const { width, height, data } = decodeThumbHash(bytes)
    canvas.width = width
    canvas.height = height
    context.putImageData(new ImageData(data, width, height), 0, 0)
  } catch {
    // Without a hash that can be read the plain ground stays, which is a placeholder too.
    context.clearRect(0, 0, canvas.width, canvas.height)
  }
}
