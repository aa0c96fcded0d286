import type { Raster } from './raster.ts'

/**
 * A logo premultiplied, each value colour x alpha of 0..255 (so exact in 16 bits, alpha stored as alpha x 255), with
 * one transparent texel around it.
 */
export interface Texels {
  data: Uint16Array
  /** Without the margin. */
  width: number
  height: number
  /** Texels that the logo spans: after halvings it may cover the last column and row in part. */
  across: number
  down: number
}

/** What is sampled. */
export interface Texture extends Texels {
  /** How closely to look at each texel: EMPTY, CALM or BUSY. */
  detail: Uint8Array
}

/** Within CALM_RADIUS texels there is nothing. */
export const EMPTY = 0
/** Within CALM_RADIUS texels colour is so nearly a plane that one sample will do. */
export const CALM = 1
export const BUSY = 2

export const CALM_RADIUS = 3
// In levels of 8-bit colour at full opacity: rounding alone bends a slope by up to two.
const CALM_BEND = 2 * 255
const CALM_SLOPE = 12 * 255

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
export function halfTexelsOf({ data, width, height }: Raster): Texels {
  const out = emptyTexels(Math.ceil(width / 2), Math.ceil(height / 2), width / 2, height / 2)
  for (let y = 0; y < out.height; y++) {
    let to = rowStart(out, y)
    const top = 2 * y * width * 4
    // Past an odd end there is nothing: the logo covers such a texel in part.
    const below = 2 * y + 1 < height ? width * 4 : -1
    for (let x = 0; x < width; x += 2, to += 4) {
      const p = top + x * 4
      const right = x + 1 < width
      const a = data[p + 3]!
      const b = right ? data[p + 7]! : 0
      const c = below > 0 ? data[p + below + 3]! : 0
      const d = right && below > 0 ? data[p + below + 7]! : 0
      const alpha = a + b + c + d
      if (alpha === 0) continue
      for (let k = 0; k < 3; k++) {
        let sum = data[p + k]! * a
        if (b > 0) sum += data[p + 4 + k]! * b
        if (c > 0) sum += data[p + below + k]! * c
        if (d > 0) sum += data[p + below + 4 + k]! * d
        out.data[to + k] = (sum + 2) >> 2
      }
      out.data[to + 3] = (255 * alpha + 2) >> 2
    }
  }
  return out
}

/** Texels at half the size: each the mean of four, which is what area sampling would make of them. */
export function halve(texels: Texels): Texels {
  const from = texels.data
  const row = (texels.width + 2) * 4
  const out = emptyTexels(
    Math.ceil(texels.width / 2),
    Math.ceil(texels.height / 2),
    texels.across / 2,
    texels.down / 2,
  )
  for (let y = 0; y < out.height; y++) {
    // Past an odd end lies the margin.
    let p = rowStart(texels, 2 * y)
    const end = rowStart(out, y) + out.width * 4
    for (let to = rowStart(out, y); to < end; to += 4, p += 8) {
      const alpha = from[p + 3]! + from[p + 7]! + from[p + row + 3]! + from[p + row + 7]!
      if (alpha === 0) continue
      out.data[to] = (from[p]! + from[p + 4]! + from[p + row]! + from[p + row + 4]! + 2) >> 2
      out.data[to + 1] = (from[p + 1]! + from[p + 5]! + from[p + row + 1]! + from[p + row + 5]! + 2) >> 2
      out.data[to + 2] = (from[p + 2]! + from[p + 6]! + from[p + row + 2]! + from[p + row + 6]! + 2) >> 2
      out.data[to + 3] = (alpha + 2) >> 2
    }
  }
  return out
}

function emptyTexels(width: number, height: number, across: number, down: number): Texels {
  return { data: new Uint16Array((width + 2) * (height + 2) * 4), width, height, across, down }
}

/** Where a row begins, past the margin. */
function rowStart({ width }: Texels, y: number): number {
  return ((y + 1) * (width + 2) + 1) * 4
}

/** Tells where one sample will do, and where none is needed. */
export function readyTexels(texels: Texels): Texture {
  const detail = findBusy(texels.data, texels.width + 2, texels.height + 2)
  // A plane that touches nought is nought all over.
  for (let i = 0, alpha = 3; i < detail.length; i++, alpha += 4)
    if (detail[i] === EMPTY && texels.data[alpha] !== 0) detail[i] = CALM
  return { ...texels, detail }
}

function findBusy(texels: Uint16Array, width: number, height: number): Uint8Array {
  const marks = new Uint8Array(width * height)
  // Two words a texel: most have neighbours of just their colour.
  const words = new Uint32Array(texels.buffer)
  const row = 2 * width
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      const w = 2 * i
      const first = words[w]
      const second = words[w + 1]
      const level =
        first === words[w + 2] && first === words[w - 2] && second === words[w + 3] && second === words[w - 1]
      if (!level && bends(texels, i * 4, 4)) {
        marks[i] = BUSY
        continue
      }
      const upright =
        first === words[w + row] &&
        first === words[w - row] &&
        second === words[w + row + 1] &&
        second === words[w - row + 1]
      if (!upright && bends(texels, i * 4, width * 4)) marks[i] = BUSY
    }
  }
  return spread(marks, width, height)
}

// On a plane of colour the sample in the middle is the average: it is bends that need more samples.
function bends(t: Uint16Array, i: number, step: number): boolean {
  for (let c = i; c < i + 4; c++) {
    const before = t[c - step]!
    const after = t[c + step]!
    if (Math.abs(before + after - 2 * t[c]!) > CALM_BEND || Math.abs(after - before) > CALM_SLOPE) return true
  }
  return false
}

/** Widens every mark by CALM_RADIUS to all sides. */
function spread(marks: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array(marks.length)
  const out = new Uint8Array(marks.length)
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width
    for (let i = y * width, done = i; i < end; i++) {
      if (marks[i] === 0) continue
      const to = Math.min(end, i + CALM_RADIUS + 1)
      for (let k = Math.max(done, i - CALM_RADIUS); k < to; k++) rows[k] = BUSY
      done = to
    }
  }
  for (let y = 0; y < height; y++) {
    const last = Math.min(height - 1, y + CALM_RADIUS)
    for (let near = Math.max(0, y - CALM_RADIUS); near <= last; near++)
      for (let x = 0, i = y * width, k = near * width; x < width; x++, i++, k++) out[i]! |= rows[k]!
  }
  return out
}
