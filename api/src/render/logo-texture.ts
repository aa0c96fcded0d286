import { contentKey, type RenderCache } from './cache.ts'
import type { LogoSource } from './draw-layer.ts'
import { sharp, UNTRUSTED } from './libvips.ts'
import type { Raster } from './raster.ts'
import {
  halfTexelsOf,
  halve,
  inkOf,
  readyTexels,
  type Texels,
  type Texture,
  texelsOf,
  textureBytes,
} from './texture.ts'

/** Decodes one of our own logo PNGs to RGBA. */
export async function decodeLogo(png: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(png, UNTRUSTED).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: 4 }
}

/** One of our own PNGs as a source of texels; decoded, halved and readied once for all that share the cache. */
export async function logoSource(png: Uint8Array, cache?: RenderCache): Promise<LogoSource> {
  const use: RenderCache['use'] = cache ? cache.use : (_key, make) => make()
  const key = cache ? contentKey(png) : ''
  const logo = await use(
    `logo:${key}`,
    async () => {
      const raster = await decodeLogo(png)
      return { ...raster, ink: inkOf(raster.data) }
    },
    ({ data }) => data.byteLength,
  )
  const texels = (level: number): Promise<Texels> =>
    use(
      `texels:${key}:${level}`,
      async () => {
        if (level > 1) return halve(await texels(level - 1))
        if (level === 1) return halfTexelsOf(logo, logo.ink)
        const { data, width, height } = level < 0 ? await enlarge(logo, -level) : logo
        return texelsOf(data, width, height, logo.ink)
      },
      ({ data }) => data.byteLength,
    )
  return {
    width: logo.width,
    height: logo.height,
    texture: (_width, _height, level) =>
      use<Texture>(`texture:${key}:${level}`, async () => readyTexels(await texels(level)), textureBytes),
  }
}

/** A logo smaller than its print, enlarged 2^`steps` times: by Lanczos, on premultiplied values. */
async function enlarge(logo: Raster, steps: number): Promise<Raster> {
  const width = logo.width << steps
  const height = logo.height << steps
  const { data } = await sharp(logo.data, { raw: { width: logo.width, height: logo.height, channels: 4 } })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width, height, channels: 4 }
}
