import { expect, test } from 'vitest'
import { blendInk, blendRow, inkTables } from './blend.ts'
import { BLEND_MODES, type BlendMode } from './layer.ts'

// Written from the text of W3C Compositing and Blending Level 1, section 9.1, apart from blend.ts.
const B: Record<BlendMode, (cb: number, cs: number) => number> = {
  normal: (_cb, cs) => cs,
  multiply: (cb, cs) => cb * cs,
  screen: (cb, cs) => 1 - (1 - cb) * (1 - cs),
  overlay: (cb, cs) => B['hard-light'](cs, cb),
  darken: (cb, cs) => Math.min(cb, cs),
  lighten: (cb, cs) => Math.max(cb, cs),
  'color-dodge': (cb, cs) => {
    if (cb === 0) return 0
    return cs === 1 ? 1 : Math.min(1, cb / (1 - cs))
  },
  'color-burn': (cb, cs) => {
    if (cb === 1) return 1
    return cs === 0 ? 0 : 1 - Math.min(1, (1 - cb) / cs)
  },
  'hard-light': (cb, cs) => (cs <= 0.5 ? B.multiply(cb, 2 * cs) : B.screen(cb, 2 * cs - 1)),
  'soft-light': (cb, cs) => {
    const d = cb <= 0.25 ? ((16 * cb - 12) * cb + 4) * cb : Math.sqrt(cb)
    return cs <= 0.5 ? cb - (1 - 2 * cs) * cb * (1 - cb) : cb + (2 * cs - 1) * (d - cb)
  },
}

test.each(BLEND_MODES)('%s follows the W3C formula for every pair of colours and alphas', (mode) => {
  for (const opacity of [0, 0.3, 0.9, 1]) {
    for (let alpha = 0; alpha <= 255; alpha += 51) {
      for (let cb = 0; cb < 256; cb += 5) {
        for (let cs = 0; cs < 256; cs += 15) {
          const rgb = new Uint8Array([cb, 255 - cb, 0, 7, 7, 7])
          const source = Float32Array.of(cs / 255, cs / 255, 1, alpha / 255)
          blendRow(rgb, 0, source, 1, mode, opacity)
          const expected = [
            [cb, cs],
            [255 - cb, cs],
            [0, 255],
          ].map(([b, s]) => {
            const as = (alpha / 255) * opacity
            const [bb, ss] = [b! / 255, s! / 255]
            // Section 10, source-over with blending on an opaque backdrop.
            return 255 * ((1 - as) * bb + as * B[mode](bb, ss))
          })
          for (let c = 0; c < 3; c++) {
            if (Math.abs(rgb[c]! - expected[c]!) > 0.51)
              expect([cb, cs, alpha, opacity, rgb[c]]).toBe(expected[c])
          }
          expect(rgb[3]).toBe(7)
        }
      }
    }
  }
})

test.each(BLEND_MODES)('%s of one ink is what it is of colours', (mode) => {
  for (const ink of [
    [255, 255, 255],
    [17, 17, 17],
    [0, 128, 230],
  ] as const) {
    for (const opacity of [0.3, 1]) {
      const tables = inkTables(mode, ink, opacity)
      for (const alpha of [0, 0.2, 0.6, 1]) {
        const rgb = Uint8Array.from({ length: 768 }, (_, i) => i / 3)
        const colors = Float32Array.from({ length: 1024 }, (_, i) =>
          i % 4 === 3 ? alpha : ink[i % 4]! / 255,
        )
        const expected = rgb.slice()
        blendRow(expected, 0, colors, 256, mode, opacity)
        blendInk(rgb, 0, new Float32Array(256).fill(alpha), 256, tables, opacity)
        // Halves may be rounded either way.
        for (let i = 0; i < rgb.length; i++) expect(Math.abs(rgb[i]! - expected[i]!)).toBeLessThanOrEqual(1)
      }
    }
  }
})
