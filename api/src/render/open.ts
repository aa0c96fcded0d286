import { sharp, UNTRUSTED } from './libvips.ts'
import { pngGamma } from './png-gamma.ts'

/**
 * A pipeline over untrusted bytes that yields what a viewer would show: first frame, EXIF orientation
 * applied, colours converted to sRGB from ICC, CMYK, 16-bit and PNG gamma.
 */
export async function openUpright(bytes: Uint8Array) {
  const gamma = pngGamma(bytes)
  // Left alone, sharp hands 16-bit pictures that carry a profile out as Display-P3 numbers (0.35.5).
  if (gamma === null) return sharp(bytes, UNTRUSTED).autoOrient().pipelineColourspace('srgb')
  return openWithGamma(bytes, gamma)
}

// libvips ignores gAMA, browsers obey it. 16 bits in, because dark linear values need them.
async function openWithGamma(bytes: Uint8Array, gamma: number) {
  const { data, info } = await sharp(bytes, UNTRUSTED)
    .toColourspace('rgb16')
    .ensureAlpha()
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true })
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
  const lut = Uint8Array.from({ length: 65536 }, (_, i) => encodeSrgb((i / 65535) ** (1 / gamma)))
  const out = new Uint8Array(samples.length)
  for (let i = 0; i < samples.length; i++) out[i] = i % 4 === 3 ? samples[i]! >> 8 : lut[samples[i]!]!
  return sharp(out, { raw: { width: info.width, height: info.height, channels: 4 } })
}

const encodeSrgb = (linear: number) =>
  Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055))
