import { expect, test } from 'vitest'
import { DEFAULT_OUTPUTS, fingerprint } from './fingerprint.ts'
import type { Layer } from './placement.ts'

const layer: Layer = { mode: 'box', centerXPct: 50, centerYPct: 40, widthPct: 30 }
const of = (layers: Layer[], outputs = DEFAULT_OUTPUTS, logoHash = 'l') =>
  fingerprint({ photoHash: 'p', logoHash, placement: { layers }, outputs })

const corners = {
  topLeft: { x: 1, y: 1 },
  topRight: { x: 9, y: 1 },
  bottomRight: { x: 9, y: 9 },
  bottomLeft: { x: 1, y: 9 },
}

test('is a SHA-256 in hex', () => {
  expect(of([layer])).toMatch(/^[0-9a-f]{64}$/)
})

test.each<[string, Layer, Layer]>([
  ['opacity', layer, { ...layer, opacity: 0.9 }],
  ['blend mode', layer, { ...layer, blendMode: 'multiply' }],
  ['rotation', layer, { ...layer, rotateDeg: 0 }],
  ['minus zero', layer, { ...layer, rotateDeg: -0 }],
  ['variant', layer, { ...layer, logoVariant: 'auto' }],
  ['id', layer, { ...layer, id: 'front' }],
  ['flat surface', layer, { ...layer, surface: { type: 'flat', axis: 'horizontal' } }],
  ['a cylinder of no curve', layer, { ...layer, surface: { type: 'cylinder', curveDeg: 0, tiltDeg: 20 } }],
  ['key order', layer, { widthPct: 30, centerYPct: 40, centerXPct: 50, mode: 'box' }],
  ['undefined', layer, { ...layer, opacity: undefined, surface: undefined }],
  ['a centre beside corners', { mode: 'quad', corners }, { ...layer, mode: 'quad', corners }],
])('%s makes no difference where it means none', (_name, a, b) => {
  expect(of([a])).toBe(of([b]))
})

test.each<[string, Partial<Layer>]>([
  ['opacity 0', { opacity: 0 }],
  ['opacity', { opacity: 0.91 }],
  ['blend mode', { blendMode: 'normal' }],
  ['rotation', { rotateDeg: 1 }],
  ['width', { widthPct: 30.001 }],
  ['variant', { logoVariant: 'color' }],
  ['surface', { surface: { type: 'cylinder' } }],
])('%s makes a difference', (_name, change) => {
  expect(of([{ ...layer, ...change }])).not.toBe(of([layer]))
})

test('outputs count with their defaults, a logo only where it is drawn', () => {
  expect(of([layer], [{ width: 480, format: 'webp' }])).toBe(
    of([layer], [{ width: 480, format: 'webp', quality: 80, effort: 2 }]),
  )
  expect(of([layer], [{ width: 480, format: 'webp' }])).not.toBe(
    of([layer], [{ width: 480, format: 'avif' }]),
  )
  expect(of([], DEFAULT_OUTPUTS, 'a')).toBe(of([], DEFAULT_OUTPUTS, 'b'))
  expect(of([layer], DEFAULT_OUTPUTS, 'a')).not.toBe(of([layer], DEFAULT_OUTPUTS, 'b'))
})
