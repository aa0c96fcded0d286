import { findDetail } from './detail.ts'
import type { Raster } from './raster.ts'

/** Red, green and blue, 0..255. */
export type Ink = readonly [number, number, number]

/**
 * A logo premultiplied, each value colour x alpha of 0..255 (so exact in 16 bits, alpha stored as alpha x 255), with
 * at least one transparent texel around it. Four values a texel; one, its alpha, where the logo is of one ink.
 */
export interface Texels {
  data: Uint16Array
  ink: Ink | null
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
  return readyTexels(texelsOf(rgba, width, height, inkOf(rgba)))
}

/** The one colour of all that can be seen; null where there are more. */
export function inkOf(rgba: Uint8Array | Uint8ClampedArray): Ink | null {
  const words = wordsOf(rgba)
  let first = 0
  while (first < words.length && rgba[4 * first + 3] === 0) first++
  if (first === words.length) return null
  const ink = words[first]! & COLOR
  for (let i = first + 1; i < words.length; i++)
    if ((words[i]! & COLOR) !== ink && rgba[4 * i + 3] !== 0) return null
  return [rgba[4 * first]!, rgba[4 * first + 1]!, rgba[4 * first + 2]!]
}

/** Red, green and blue of a pixel read as a word, on processors of either kind. */
const COLOR = new Uint32Array(Uint8Array.of(255, 255, 255, 0).buffer)[0]!

/** A word a pixel, where memory lies so. */
function wordsOf(rgba: Uint8Array | Uint8ClampedArray): Uint32Array {
  const whole = rgba.byteOffset % 4 === 0 ? rgba : Uint8Array.from(rgba)
  return new Uint32Array(whole.buffer, whole.byteOffset, rgba.length / 4)
}

export function textureBytes(texture: Texture): number {
  return texture.data.byteLength + texture.detail.byteLength
}

/** A texel for each pixel of the logo. */
export function texelsOf(
  data: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  ink: Ink | null,
): Texels {
  const out = emptyTexels(width, height, width, height, ink)
  for (let y = 0; y < height; y++) {
    let to = rowStart(out, y)
    if (ink) {
      for (let x = 0; x < width; x++) out.data[to + x] = 255 * data[(y * width + x) * 4 + 3]!
      continue
    }
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
export function halfTexelsOf(logo: Raster, ink: Ink | null): Texels {
  const { data, width, height } = logo
  const out = emptyTexels(Math.ceil(width / 2), Math.ceil(height / 2), width / 2, height / 2, ink)
  const words = wordsOf(data)
  for (let y = 0; y < out.height; y++) {
    if (ink) halfInkRow(data, out, y, width, height)
    else halfRow(data, words, out, y, width, height)
  }
  return out
}

function halfInkRow(rgba: Uint8Array, out: Texels, y: number, width: number, height: number): void {
  const to = out.data
  const below = 2 * y + 1 < height ? 4 * width : 0
  let o = rowStart(out, y)
  let i = 8 * y * width + 3
  for (const end = i + 4 * (width - 1); i < end; i += 8, o++) {
    let sum = rgba[i]! + rgba[i + 4]!
    if (below > 0) sum += rgba[i + below]! + rgba[i + below + 4]!
    to[o] = (255 * sum + 2) >> 2
  }
  if (width % 2 === 0) return
  const sum = rgba[i]! + (below > 0 ? rgba[i + below]! : 0)
  to[o] = (255 * sum + 2) >> 2
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
  const { width, height, across, down, ink } = texels
  const out = emptyTexels(Math.ceil(width / 2), Math.ceil(height / 2), across / 2, down / 2, ink)
  const row = ink ? halveInkRow : halveRow
  for (let y = 0; y < out.height; y++) row(texels, out, y)
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

function halveInkRow(texels: Texels, out: Texels, y: number): void {
  const from = texels.data
  const to = out.data
  const row = texels.stride
  let p = rowStart(texels, 2 * y)
  const end = rowStart(out, y) + out.width
  for (let o = rowStart(out, y); o < end; o++, p += 2)
    to[o] = (from[p]! + from[p + 1]! + from[p + row]! + from[p + row + 1]! + 2) >> 2
}

function emptyTexels(width: number, height: number, across: number, down: number, ink: Ink | null): Texels {
  const stride = (width + 5) & ~3
  const data = new Uint16Array(stride * (height + 2) * (ink ? 1 : 4))
  return { data, ink, width, height, stride, across, down }
}

/** Where a row begins, past the margin. */
function rowStart({ stride, ink }: Texels, y: number): number {
  return ((y + 1) * stride + 1) * (ink ? 1 : 4)
}

/** Tells where one sample will do, and where none is needed. */
export function readyTexels(texels: Texels): Texture {
  const { data, ink, stride, height } = texels
  return { ...texels, detail: findDetail(data, ink ? 1 : 4, stride, height + 2) }
}
