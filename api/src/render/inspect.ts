import { ImageError } from './image-error.ts'
import { sharp, UNTRUSTED } from './libvips.ts'
import { LIMITS } from './limits.ts'
import { describeUnsupported, type SniffedFormat, sniffFormat } from './sniff.ts'

export interface ImageInfo {
  format: SniffedFormat
  /** Pixels, as shown: EXIF orientation applied. */
  width: number
  height: number
  /** Frames of an animation; 1 for a still picture. */
  pages: number
  hasAlpha: boolean
}

const count = (n: number) => n.toLocaleString('en-US')

/**
 * Reads the header of a raster picture and holds it against every limit.
 * @throws {ImageError} unsupported_media_type, unprocessable_image or payload_too_large
 */
export async function inspectImage(bytes: Uint8Array): Promise<ImageInfo> {
  if (bytes.length === 0) throw new ImageError('unprocessable_image', 'The file is empty.')
  if (bytes.length > LIMITS.bytes) {
    throw new ImageError(
      'payload_too_large',
      `The image is ${count(Math.ceil(bytes.length / 1048576))} MB; at most ${LIMITS.bytes / 1048576} MB are accepted.`,
    )
  }
  const format = sniffFormat(bytes)
  if (!format) throw unsupported(bytes)
  const meta = await readHeader(bytes, format)
  const pages = meta.pages ?? 1
  if (Math.max(meta.width, meta.height) > LIMITS.sidePx) {
    const [side, which] = meta.width >= meta.height ? [meta.width, 'wide'] : [meta.height, 'high']
    throw new ImageError(
      'unprocessable_image',
      `The image is ${count(side)} px ${which}; at most ${count(LIMITS.sidePx)} px a side are accepted.`,
    )
  }
  if (meta.width * meta.height > LIMITS.pixels) {
    throw new ImageError(
      'unprocessable_image',
      `The image has ${count(Math.round((meta.width * meta.height) / 1e6))} million pixels; at most ${LIMITS.pixels / 1e6} million are accepted.`,
    )
  }
  if (pages > LIMITS.frames) {
    throw new ImageError(
      'unprocessable_image',
      `The image has ${count(pages)} frames; at most ${LIMITS.frames} are accepted.`,
    )
  }
  const turned = (meta.orientation ?? 1) >= 5
  return {
    format,
    width: turned ? meta.height : meta.width,
    height: turned ? meta.width : meta.height,
    pages,
    hasAlpha: meta.hasAlpha ?? false,
  }
}

async function readHeader(bytes: Uint8Array, format: SniffedFormat) {
  try {
    const meta = await sharp(bytes, { ...UNTRUSTED, limitInputPixels: false }).metadata()
    const height = meta.pageHeight ?? meta.height
    if (!meta.width || !height) throw new Error('no size')
    return { ...meta, width: meta.width, height }
  } catch {
    throw damaged(format)
  }
}

function unsupported(bytes: Uint8Array): ImageError {
  const what = describeUnsupported(bytes)
  return new ImageError(
    'unsupported_media_type',
    what
      ? `The file is ${what}; send a JPEG, PNG, WebP or AVIF.`
      : 'The file is not a picture we can read; send a JPEG, PNG, WebP or AVIF.',
  )
}

/** The error for a picture whose header or pixels cannot be read. */
export function damaged(format: string): ImageError {
  return new ImageError(
    'unprocessable_image',
    `The ${format.toUpperCase()} is damaged or incomplete and cannot be read to the end.`,
  )
}
