import { ImageError } from './image-error.ts'
import { sharp } from './libvips.ts'
import { LIMITS } from './limits.ts'
import { sanitiseSvg } from './svg-sanitise.ts'

export { sanitiseSvg } from './svg-sanitise.ts'

/** Whether these bytes begin as an SVG document does: markup whose first element is an svg. */
export function isSvg(bytes: Uint8Array): boolean {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const label = utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  let text = new TextDecoder(label).decode(bytes.subarray(0, 65536)).trimStart()
  for (;;) {
    const prolog = /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]*\[[\s\S]*?\]\s*>|[^>]*>))\s*/i.exec(
      text,
    )
    if (!prolog) break
    text = text.slice(prolog[0].length)
  }
  return /^<(?:[\w.-]+:)?svg[\s/>]/.test(text)
}

/**
 * Draws an SVG logo as a PNG, its long side at LIMITS.logoSidePx. Sanitises first. Drawing has no time limit
 * of its own: run it in a process that can be killed (the LogoPreparer port), never in a server.
 * @throws {ImageError} when refused, or when nothing of it can be seen
 */
export async function rasteriseSvg(bytes: Uint8Array): Promise<Buffer> {
  const svg = sanitiseSvg(bytes)
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
  const png = await draw(svg)
  const { data } = await sharp(png)
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (!data.some((alpha) => alpha > 3)) {
    throw new ImageError('unprocessable_image', 'The SVG is blank: nothing in it can be seen.')
  }
  return png
}

async function draw(svg: Buffer): Promise<Buffer> {
  try {
    const { width = 0, height = 0 } = await sharp(svg, { limitInputPixels: LIMITS.pixels }).metadata()
    const long = Math.max(width, height)
    // A drawing that tells no size comes out at the size of its ink: draw it again at ours.
    const density =
      long === LIMITS.logoSidePx ? 72 : Math.min(7200, Math.max(1, (72 * LIMITS.logoSidePx) / long))
    return await sharp(svg, { limitInputPixels: LIMITS.pixels, density }).png().toBuffer()
  } catch {
    throw new ImageError('unprocessable_image', 'The SVG cannot be drawn.')
  }
}
