import type { BlendMode } from './layer.ts'

/**
 * B(cb, cs) of W3C Compositing and Blending Level 1, section 9.1, for one channel: cb the backdrop, cs
 * the source, sRGB-encoded values from 0 to 1.
 */
export function blend(mode: BlendMode, cb: number, cs: number): number {
  // Not a table of functions: what a call through one answers is an object on the heap, three times a pixel.
  switch (mode) {
    case 'normal':
      return cs
    case 'multiply':
      return cb * cs
    case 'screen':
      return cb + cs - cb * cs
    case 'overlay':
      return hardLight(cs, cb)
    case 'darken':
      return Math.min(cb, cs)
    case 'lighten':
      return Math.max(cb, cs)
    case 'color-dodge':
      return cb === 0 ? 0 : cs >= 1 ? 1 : Math.min(1, cb / (1 - cs))
    case 'color-burn':
      return cb >= 1 ? 1 : cs <= 0 ? 0 : 1 - Math.min(1, (1 - cb) / cs)
    case 'hard-light':
      return hardLight(cb, cs)
    case 'soft-light':
      return softLight(cb, cs)
  }
}

function hardLight(cb: number, cs: number): number {
  if (cs <= 0.5) return cb * 2 * cs
  const s = 2 * cs - 1
  return cb + s - cb * s
}

function softLight(cb: number, cs: number): number {
  if (cs <= 0.5) return cb - (1 - 2 * cs) * cb * (1 - cb)
  const d = cb <= 0.25 ? ((16 * cb - 12) * cb + 4) * cb : Math.sqrt(cb)
  return cb + (2 * cs - 1) * (d - cb)
}

/**
 * Paints `count` source pixels (red, green, blue, alpha; 0..1, not premultiplied) over opaque 8-bit RGB
 * from byte `at` on: co = (1 - as) cb + as B(cb, cs), as = alpha x opacity (same text, section 5.1 and 10).
 */
export function blendRow(
  rgb: Uint8Array,
  at: number,
  source: Float32Array,
  count: number,
  mode: BlendMode,
  opacity: number,
): void {
  if (mode === 'normal') blendNormal(rgb, at, source, count, opacity)
  else if (mode === 'multiply') blendMultiply(rgb, at, source, count, opacity)
  else blendAny(rgb, at, source, count, mode, opacity)
}

function blendAny(
  rgb: Uint8Array,
  at: number,
  source: Float32Array,
  count: number,
  mode: BlendMode,
  opacity: number,
): void {
  for (let i = 0, o = at; i < count * 4; i += 4, o += 3) {
    const alpha = source[i + 3]! * opacity
    if (alpha <= 0) continue
    for (let c = 0; c < 3; c++) {
      const cb = rgb[o + c]! / 255
      const co = cb + alpha * (blend(mode, cb, source[i + c]!) - cb)
      rgb[o + c] = co * 255 + 0.5
    }
  }
}

// The two modes of nearly every print, written out: a call a channel costs more than the arithmetic.

function blendNormal(
  rgb: Uint8Array,
  at: number,
  source: Float32Array,
  count: number,
  opacity: number,
): void {
  for (let i = 0, o = at; i < count * 4; i += 4, o += 3) {
    const alpha = source[i + 3]! * opacity
    if (alpha <= 0) continue
    const rest = 1 - alpha
    const ink = alpha * 255
    rgb[o] = rgb[o]! * rest + source[i]! * ink + 0.5
    rgb[o + 1] = rgb[o + 1]! * rest + source[i + 1]! * ink + 0.5
    rgb[o + 2] = rgb[o + 2]! * rest + source[i + 2]! * ink + 0.5
  }
}

function blendMultiply(
  rgb: Uint8Array,
  at: number,
  source: Float32Array,
  count: number,
  opacity: number,
): void {
  for (let i = 0, o = at; i < count * 4; i += 4, o += 3) {
    const alpha = source[i + 3]! * opacity
    if (alpha <= 0) continue
    const rest = 1 - alpha
    rgb[o] = rgb[o]! * (rest + alpha * source[i]!) + 0.5
    rgb[o + 1] = rgb[o + 1]! * (rest + alpha * source[i + 1]!) + 0.5
    rgb[o + 2] = rgb[o + 2]! * (rest + alpha * source[i + 2]!) + 0.5
  }
}
