import { createHash } from 'node:crypto'
import type { LogoVariantName, StoredImage, StoredLogo } from '../../data/rows.ts'
import { ApiError } from '../../errors.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { SvgRasteriser } from '../../ports/svg-rasteriser.ts'
import { ImageError } from '../../render/image-error.ts'
import { prepareLogo } from '../../render/logo.ts'
import { isSvg } from '../../render/svg.ts'

/**
 * Makes a logo ready for renders and stores all of it. An SVG is drawn once, here, in a process of its own; from
 * then on a logo is pixels. The files come first; a row that names them is written only afterwards.
 */
export async function storeLogo(
  parts: { files: ObjectStore; rasteriser: SvgRasteriser },
  accountId: string,
  tenantId: string,
  bytes: Uint8Array,
): Promise<StoredLogo> {
  try {
    const pixels = isSvg(bytes) ? await parts.rasteriser.rasterise(bytes) : bytes
    const logo = await prepareLogo(pixels)
    const names: LogoVariantName[] = ['color', 'light', 'dark', 'original']
    const digest = createHash('sha256')
    for (const name of names) digest.update(logo.variants[name])
    const hash = digest.digest('hex')

    const variants = {} as Record<LogoVariantName, string>
    for (const name of names) {
      variants[name] = `${accountId}/${tenantId}/logo/${hash}-${name}.png`
      await parts.files.put(variants[name], logo.variants[name])
    }
    const image: StoredImage = {
      key: variants.color,
      width: logo.width,
      height: logo.height,
      format: 'png',
      bytes: logo.variants.color.byteLength,
    }
    const { width, height, hasTransparency, whiteBoxRemoved, colors } = logo
    return { hash, width, height, hasTransparency, whiteBoxRemoved, colors, variants, images: [image] }
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    throw new ApiError(error.code, error.message, {
      cause: error,
      errors: [{ path: '/logo', message: error.message }],
    })
  }
}
