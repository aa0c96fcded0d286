import { sharp, UNTRUSTED } from './libvips.ts'
import type { Raster } from './raster.ts'
import { readyTexture, type Texture } from './texture.ts'

/** Decodes one of our own logo PNGs to RGBA. */
export async function decodeLogo(png: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(png, UNTRUSTED).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: 4 }
}

/** Scales a decoded logo to `width` x `height` texels (Lanczos, on premultiplied values) and readies it. */
export async function createTexture(logo: Raster, width: number, height: number): Promise<Texture> {
  const { data } = await sharp(logo.data, { raw: { width: logo.width, height: logo.height, channels: 4 } })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return readyTexture(data, width, height)
}
