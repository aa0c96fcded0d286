import { findDetail } from './detail.ts'
import type { Raster } from './raster.ts'

/**
 * A logo premultiplied, each value colour x alpha of 0..255 (so exact in 16 bits, alpha stored as alpha x 255), with
 * at least one transparent texel around it.
 */
export interface Texels {
  data: Uint16Array
  /** Without the margin. */
  width: number
  height: number
  /** Texels from one row to the next: a multiple of four. */
  stride: number
  /** Texels that the logo spans: after halvings it may cover the last column and row in part. */
  across: number
  down: number
}

/** What is sampled. */
export interface Texture extends Texels {
  /** How closely to look at each texel: see detail.ts. */
  detail: Uint8Array
}

/** Readies RGBA pixels, `width` x `height` of them, a texel each. */
export function readyTexture(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Texture {
  return readyTexels(texelsOf(rgba, width, height))
}

export function textureBytes(texture: Texture): number {
  return texture.data.byteLength + texture.detail.byteLength
}

/** A texel for each pixel of the logo. */
export function texelsOf(data: Uint8Array | Uint8ClampedArray, width: number, height: number): Texels {
  const out = emptyTexels(width, height, width, height)
  for (let y = 0; y < height; y++) {
    let to = rowStart(out, y)
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4, to += 4) {
      const a = data[from + 3]!
      if (a === 0) continue
      out.data[to] = data[from]! * a
      out.data[to + 1] = data[from + 1]! * a
      out.data[to + 2] = data[from + 2]! * a
      out.data[to + 3] = 255 * a
    }
  }
  return out
}

/** A texel for each four pixels of the logo: `halve(texelsOf(logo))` without the step between. */
export function halfTexelsOf(logo: Raster): Texels {
  const { data, width, height } = logo
  const out = emptyTexels(Math.ceil(width / 2), Math.ceil(height / 2), width / 2, height / 2)
  // A word a pixel, where memory lies so.
  const whole = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data)
  const words = new Uint32Array(whole.buffer, whole.byteOffset, width * height)
  for (let y = 0; y < out.height; y++) halfRow(whole, words, out, y, width, height)
  return out
}

function halfRow(
  data: Uint8Array,
  words: Uint32Array,
  out: Texels,
  y: number,
  width: number,
  height: number,
): void {
  const to = out.data
  const top = 2 * y * width
  // Past an odd end there is nothing: the logo covers such a texel in part.
  const below = 2 * y + 1 < height ? width : 0
  for (let x = 0, o = rowStart(out, y); x < width; x += 2, o += 4) {
    const i = top + x
    const right = x + 1 < width ? 1 : 0
    const first = words[i]!
    const same =
      first === words[i + right] && first === words[i + below] && first === words[i + below + right]
    const p = 4 * i
    const a = data[p + 3]!
    if (same && (a === 0 || (right !== 0 && below !== 0))) {
      if (a === 0) continue
      to[o] = data[p]! * a
      to[o + 1] = data[p + 1]! * a
      to[o + 2] = data[p + 2]! * a
      to[o + 3] = 255 * a
      continue
    }
    const q = p + 4 * below
    const b = right === 0 ? 0 : data[p + 7]!
    const c = below === 0 ? 0 : data[q + 3]!
    const d = right === 0 || below === 0 ? 0 : data[q + 7]!
    for (let k = 0; k < 3; k++) {
      let sum = data[p + k]! * a
      if (b > 0) sum += data[p + 4 + k]! * b
      if (c > 0) sum += data[q + k]! * c
      if (d > 0) sum += data[q + 4 + k]! * d
      to[o + k] = (sum + 2) >> 2
    }
    to[o + 3] = (255 * (a + b + c + d) + 2) >> 2
  }
}

/** Texels at half the size: each the mean of four, which is what area sampling would make of them. */
export function halve(texels: Texels): Texels {
  const { width, height, across, down } = texels
  const out = emptyTexels(Math.ceil(width / 2), Math.ceil(height / 2), across / 2, down / 2)
  for (let y = 0; y < out.height; y++) halveRow(texels, out, y)
  return out
}

// A call a row, which compilers like better than loops within loops.
function halveRow(texels: Texels, out: Texels, y: number): void {
  const from = texels.data
  const to = out.data
  const row = texels.stride * 4
  // Past an odd end lies the margin.
  let p = rowStart(texels, 2 * y)
  const end = rowStart(out, y) + out.width * 4
  for (let o = rowStart(out, y); o < end; o += 4, p += 8) {
    const alpha = from[p + 3]! + from[p + 7]! + from[p + row + 3]! + from[p + row + 7]!
    if (alpha === 0) continue
    to[o] = (from[p]! + from[p + 4]! + from[p + row]! + from[p + row + 4]! + 2) >> 2
    to[o + 1] = (from[p + 1]! + from[p + 5]! + from[p + row + 1]! + from[p + row + 5]! + 2) >> 2
    to[o + 2] = (from[p + 2]! + from[p + 6]! + from[p + row + 2]! + from[p + row + 6]! + 2) >> 2
    to[o + 3] = (alpha + 2) >> 2
  }
}

function emptyTexels(width: number, height: number, across: number, down: number): Texels {
  const stride = (width + 5) & ~3
  return { data: new Uint16Array(stride * (height + 2) * 4), width, height, stride, across, down }
}

/** Where a row begins, past the margin. */
function rowStart({ stride }: Texels, y: number): number {
  return ((y + 1) * stride + 1) * 4
}

/** Tells where one sample will do, and where none is needed. */
export function readyTexels(texels: Texels): Texture {
  return { ...texels, detail: findDetail(texels.data, texels.stride, texels.height + 2) }
}
