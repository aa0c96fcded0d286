/**
 * A logo made ready for sampling: premultiplied, each value colour x alpha of 0..255 (so exact in 16 bits,
 * alpha stored as alpha x 255), with one transparent texel around it.
 */
export interface Texture {
  data: Uint16Array
  /** 1 where colour within CALM_RADIUS texels is so nearly a plane that one sample will do. */
  calm: Uint8Array
  /** Without the margin. */
  width: number
  height: number
}

export const CALM_RADIUS = 3
// In levels of 8-bit colour at full opacity: rounding alone bends a slope by up to two.
const CALM_BEND = 2 * 255
const CALM_SLOPE = 12 * 255

/** Readies scaled RGBA pixels, `width` x `height` of them. */
export function readyTexture(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Texture {
  const texels = premultiply(rgba, width, height)
  return { data: texels, calm: findCalm(texels, width + 2, height + 2), width, height }
}

export function textureBytes(texture: Texture): number {
  return texture.data.byteLength + texture.calm.byteLength
}

function premultiply(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Uint16Array {
  const out = new Uint16Array((width + 2) * (height + 2) * 4)
  for (let y = 0; y < height; y++) {
    let to = ((y + 1) * (width + 2) + 1) * 4
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4, to += 4) {
      const a = rgba[from + 3]!
      out[to] = rgba[from]! * a
      out[to + 1] = rgba[from + 1]! * a
      out[to + 2] = rgba[from + 2]! * a
      out[to + 3] = 255 * a
    }
  }
  return out
}

function findCalm(texels: Uint16Array, width: number, height: number): Uint8Array {
  const busy = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const inRow = x > 0 && x + 1 < width
      const inColumn = y > 0 && y + 1 < height
      if ((inRow && bends(texels, i * 4, 4)) || (inColumn && bends(texels, i * 4, width * 4))) busy[i] = 1
    }
  }
  const rows = spread(busy, width, height, 1, width)
  const both = spread(rows, height, width, width, 1)
  return both.map((b) => 1 - b)
}

// On a plane of colour the sample in the middle is the average: it is bends that need more samples.
function bends(t: Uint16Array, i: number, step: number): boolean {
  for (let c = i; c < i + 4; c++) {
    const [before, at, after] = [t[c - step]!, t[c]!, t[c + step]!]
    if (Math.abs(before + after - 2 * at) > CALM_BEND || Math.abs(after - before) > CALM_SLOPE) return true
  }
  return false
}

// Widens every mark by CALM_RADIUS along lines of `length` cells `step` apart; lines start `gap` apart.
function spread(from: Uint8Array, length: number, lines: number, step: number, gap: number): Uint8Array {
  const out = new Uint8Array(from.length)
  for (let line = 0; line < lines; line++) {
    let reach = -1
    for (let k = 0; k < length + CALM_RADIUS; k++) {
      const at = line * gap + k * step
      if (k < length && from[at]) reach = k + CALM_RADIUS
      const back = k - CALM_RADIUS
      if (back >= 0 && reach >= back) out[line * gap + back * step] = 1
    }
  }
  return out
}
