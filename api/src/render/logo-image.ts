import { decodeLogo } from './logo-texture.ts'
import { fromRaster } from './photo.ts'

/** A logo as pages show it: PNG, because it is transparent, small and seen by every reader of e-mail. */
export interface LogoImage {
  width: number
  height: number
  bytes: Buffer
}

/** Long sides that pages ask for: a header on an ordinary and on a sharp screen. */
const LONG_SIDES = [320, 640]

/** The colour version of a logo at each size smaller than its own, ascending. */
export async function smallerLogos(color: Uint8Array): Promise<LogoImage[]> {
  const logo = await decodeLogo(color)
  const long = Math.max(logo.width, logo.height)
  return Promise.all(
    LONG_SIDES.filter((side) => side < long).map(async (side) => {
      const [width, height] = [logo.width, logo.height].map((n) => Math.max(1, Math.round((n * side) / long)))
      const bytes = await fromRaster(logo)
        .resize(width, height, { fit: 'fill' })
        .png({ palette: false })
        .toBuffer()
      return { width: width!, height: height!, bytes }
    }),
  )
}
