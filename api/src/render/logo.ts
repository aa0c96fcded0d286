import { ImageError } from './image-error.ts'
import { damaged, inspectImage } from './inspect.ts'
import { LIMITS } from './limits.ts'
import { borderColor, isNearWhite, removeBox } from './logo-box.ts'
import { dominantColors } from './logo-colors.ts'
import { DARK, inOneColor, LIGHT } from './logo-mono.ts'
import { hasTransparency, trim } from './logo-trim.ts'
import { openUpright } from './open.ts'
import { fromRaster } from './photo.ts'
import type { Raster } from './raster.ts'

export interface PreparedLogo {
  /** Of the colour version, in pixels, trimmed of transparent margins. */
  width: number
  height: number
  hasTransparency: boolean
  /** An opaque white box was made transparent; `variants.original` still has it. */
  whiteBoxRemoved: boolean
  /** Dominant colours, `#rrggbb`, strongest first, at most five. */
  colors: string[]
  /** PNGs: 8-bit sRGB, lossless, never palette. */
  variants: { color: Buffer; light: Buffer; dark: Buffer; original: Buffer }
}

/**
 * Everything derived from a logo once, from the bytes of a JPEG, PNG, WebP or AVIF: upright 8-bit sRGB
 * RGBA, first frame, at most LIMITS.logoSidePx a side, margins trimmed, white box removed.
 * @throws {ImageError}
 */
export async function prepareLogo(bytes: Uint8Array): Promise<PreparedLogo> {
  const original = await decode(bytes)
  const box = borderColor(original)
  const whiteBoxRemoved = box !== null && isNearWhite(box)
  const unboxed = box ? removeBox(original, box) : original
  const color = trim(whiteBoxRemoved ? unboxed : original)
  if (!color) {
    throw new ImageError('unprocessable_image', 'The logo is blank: nothing in it can be seen.')
  }
  // A coloured box belongs to the brand's colour version, but a one-colour one would be a solid block.
  const shape = trim(unboxed) ?? color
  const transparent = hasTransparency(color)
  const [light, dark] = hasTransparency(shape) ? inOneColor(shape, [LIGHT, DARK]) : [color, color]
  return {
    width: color.width,
    height: color.height,
    hasTransparency: transparent,
    whiteBoxRemoved,
    colors: dominantColors(color),
    variants: {
      color: await encodePng(color),
      light: await encodePng(light!),
      dark: await encodePng(dark!),
      original: await encodePng(original),
    },
  }
}

async function decode(bytes: Uint8Array): Promise<Raster> {
  const info = await inspectImage(bytes)
  try {
    const opened = await openUpright(bytes)
    const decoded = await opened
      .resize(LIMITS.logoSidePx, LIMITS.logoSidePx, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data: decoded.data, width: decoded.info.width, height: decoded.info.height, channels: 4 }
  } catch {
    throw damaged(info.format)
  }
}

function encodePng(raster: Raster): Promise<Buffer> {
  return fromRaster(raster).png({ compressionLevel: 6, palette: false }).toBuffer()
}
