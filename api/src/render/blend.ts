import type { BlendMode } from './layer.ts'
import type { Ink } from './texture.ts'

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

/** What one ink does to each of the 256 values a backdrop may have: red's table, green's, blue's. */
export interface InkTables {
  /** B(cb, ink), 0 to 255. */
  blended: Float64Array
  /** The result where the ink covers all, at its opacity. */
  covered: Uint8Array
}

// Most prints are white or nearly black, in few modes.
const tablesOf = new Map<string, InkTables>()
const MOST_TABLES = 64

export function inkTables(mode: BlendMode, ink: Ink, opacity: number): InkTables {
  const key = `${mode} ${ink.join()} ${opacity}`
  const known = tablesOf.get(key)
  if (known) return known
  const tables = { blended: new Float64Array(768), covered: new Uint8Array(768) }
  for (let i = 0; i < 768; i++) {
    const cb = i & 255
    const cs = 255 * blend(mode, cb / 255, ink[i >> 8]! / 255)
    tables.blended[i] = cs
    tables.covered[i] = cb * (1 - opacity) + cs * opacity + 0.5
  }
  if (tablesOf.size >= MOST_TABLES) tablesOf.clear()
  tablesOf.set(key, tables)
  return tables
}

/** `blendRow` of one ink, of which `alphas` are given. */
export function blendInk(
  rgb: Uint8Array,
  at: number,
  alphas: Float32Array,
  count: number,
  { blended, covered }: InkTables,
  opacity: number,
): void {
  for (let i = 0, o = at; i < count; i++, o += 3) {
    const coverage = alphas[i]!
    if (coverage <= 0) continue
    const r = rgb[o]!
    const g = rgb[o + 1]!
    const b = rgb[o + 2]!
    if (coverage === 1) {
      rgb[o] = covered[r]!
      rgb[o + 1] = covered[256 + g]!
      rgb[o + 2] = covered[512 + b]!
      continue
    }
    const alpha = coverage * opacity
    const rest = 1 - alpha
    rgb[o] = r * rest + blended[r]! * alpha + 0.5
    rgb[o + 1] = g * rest + blended[256 + g]! * alpha + 0.5
    rgb[o + 2] = b * rest + blended[512 + b]! * alpha + 0.5
  }
}
