import { ImageError } from './image-error.ts'
import { damaged, type ImageInfo, inspectImage } from './inspect.ts'
import { sharp } from './libvips.ts'
import { openUpright } from './open.ts'
import type { Raster } from './raster.ts'
import { sniffFormat } from './sniff.ts'

export { type ImageInfo, inspectImage } from './inspect.ts'

/**
 * Accepts a product photo: a still picture within the limits whose every byte decodes.
 * Width and height are as shown, EXIF orientation applied.
 * @throws {ImageError}
 */
export async function preparePhoto(
  bytes: Uint8Array,
): Promise<Pick<ImageInfo, 'format' | 'width' | 'height'>> {
  const info = await inspectImage(bytes)
  if (info.pages > 1) {
    throw new ImageError(
      'unprocessable_image',
      `The image is an animation of ${info.pages} frames; send a still picture.`,
    )
  }
  const alpha = await decodeSmall(bytes, info)
  if (alpha === 0) throw new ImageError('unprocessable_image', 'The image is wholly transparent.')
  return { format: info.format, width: info.width, height: info.height }
}

// Scaling on load still reads the whole stream, so a truncated file fails here at a tenth of the cost.
async function decodeSmall(bytes: Uint8Array, info: ImageInfo): Promise<number> {
  try {
    const opened = await openUpright(bytes)
    const { data } = await opened
      .resize(256, 256, { fit: 'inside', withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    let most = 0
    for (let i = 3; i < data.length; i += 4) most = Math.max(most, data[i]!)
    return most
  } catch {
    throw damaged(info.format)
  }
}

/**
 * The canvas without a logo, of a photo that preparePhoto has accepted: contained in a white square of `size` px,
 * centred, enlarged when small, its alpha laid over white. Raw RGB.
 * @throws {ImageError} when the bytes cannot be decoded
 */
export async function fitPhoto(bytes: Uint8Array, size: number): Promise<Raster> {
  try {
    const opened = await openUpright(bytes)
    const data = await opened
      .flatten({ background: '#ffffff' })
      .resize(size, size, { fit: 'contain', background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer()
    return { data, width: size, height: size, channels: 3 }
  } catch {
    throw damaged(sniffFormat(bytes) ?? 'photo')
  }
}

/** The same picture at another width, by Lanczos. */
export async function resizeRaster(raster: Raster, width: number, height: number): Promise<Raster> {
  if (width === raster.width && height === raster.height) return raster
  const { data } = await fromRaster(raster)
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width, height, channels: raster.channels }
}

/** A sharp pipeline over raw pixels; nothing is copied. */
export function fromRaster(raster: Raster) {
  const { width, height, channels } = raster
  return sharp(raster.data, { raw: { width, height, channels } })
}
