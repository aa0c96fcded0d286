import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unitBoxToCanvas } from './geometry.ts'
import { project } from './homography.ts'
import type { Layer } from './layer.ts'
import { createMapping, locate, place } from './mapping.ts'

const mug: Layer = {
  mode: 'quad',
  corners: {
    topLeft: { x: 35.4375, y: 41 },
    topRight: { x: 60.3125, y: 40.25 },
    bottomRight: { x: 54.890522, y: 62.0296 },
    bottomLeft: { x: 46.970962, y: 61.74899 },
  },
}

// Corners of the check quad follow from its coefficients, which render.md gives with w = gu + hv + 1.
const [a, b, c, d, e, f, g, h] = [
  0.227710756, 0.113453398, 0.354375, -0.021540698, 0.355255723, 0.41, -0.034883721, 0.239280523,
]
const corner = (u: number, v: number) => {
  const w = g! * u + h! * v + 1
  return { x: (100 * (a! * u + b! * v + c!)) / w, y: (100 * (d! * u + e! * v + f!)) / w }
}
const checkLayer: Layer = {
  mode: 'quad',
  corners: {
    topLeft: corner(0, 0),
    topRight: corner(1, 0),
    bottomRight: corner(1, 1),
    bottomLeft: corner(0, 1),
  },
}

test('the check quad has the corners it is said to have', () => {
  expect(checkLayer.corners!.topLeft).toEqual({ x: 35.4375, y: 41 })
  expect(checkLayer.corners!.topRight.x).toBeCloseTo(60.3125, 4)
  expect(checkLayer.corners!.topRight.y).toBeCloseTo(40.25, 4)
})

test('a quad sends the middle of the unit box where its homography says', () => {
  const p = project(unitBoxToCanvas(checkLayer, 1000), 0.5, 0.5)
  expect(Math.abs(p.x - 476.282)).toBeLessThan(0.01)
  expect(Math.abs(p.y - 523.37)).toBeLessThan(0.01)
})

test('a 3:1 logo fills the middle band of the quad', () => {
  const mapping = createMapping(checkLayer, { width: 300, height: 100 }, 1000)
  const { u, v, width, height } = mapping.rect
  const found = [
    place(mapping, u, v),
    place(mapping, u + width, v),
    place(mapping, u + width, v + height),
    place(mapping, u, v + height),
  ]
  const expected = [
    [363.22, 489.39],
    [593.28, 485.11],
    [584.83, 556.0],
    [370.85, 557.85],
  ]
  found.forEach((p, i) => {
    expect(Math.abs(p!.x - expected[i]![0]!)).toBeLessThan(0.01)
    expect(Math.abs(p!.y - expected[i]![1]!)).toBeLessThan(0.01)
  })
})

test('a box turns clockwise about its centre', () => {
  const layer: Layer = { mode: 'box', centerXPct: 40, centerYPct: 30, widthPct: 20, rotateDeg: 90 }
  const m = unitBoxToCanvas(layer, 1000)
  const topLeft = project(m, 0, 0)
  expect(topLeft.x).toBeCloseTo(500, 6)
  expect(topLeft.y).toBeCloseTo(200, 6)
  const centre = project(m, 0.5, 0.5)
  expect(centre.x).toBeCloseTo(400, 6)
  expect(centre.y).toBeCloseTo(300, 6)
})

test('a cylinder follows its formula, and the edges drop with the tilt', () => {
  const layer: Layer = {
    mode: 'box',
    centerXPct: 50,
    centerYPct: 50,
    widthPct: 100,
    surface: { type: 'cylinder', axis: 'vertical', curveDeg: 120, tiltDeg: 30 },
  }
  const mapping = createMapping(layer, { width: 1, height: 1 }, 1000)
  const phi = Math.PI / 3
  const p = place(mapping, 0.75, 0.5)!
  expect(p.x).toBeCloseTo(500 + (500 * Math.sin(phi / 2)) / Math.sin(phi), 6)
  expect(p.y).toBeCloseTo(500 + (500 * Math.sin(Math.PI / 6) * (1 - Math.cos(phi / 2))) / Math.sin(phi), 6)
  expect(place(mapping, 0.5, 0.5)).toEqual({ x: 500, y: 500 })
  expect(place(mapping, 0, 0.5)!.x).toBeCloseTo(0, 6)
})

test('what is placed is found again, with the derivatives a finite difference gives', () => {
  const unit = fc.double({ min: 0.05, max: 0.95, noNaN: true })
  const layers = fc.record({
    quad: fc.boolean(),
    rotateDeg: fc.integer({ min: -180, max: 180 }),
    axis: fc.constantFrom('vertical' as const, 'horizontal' as const),
    curveDeg: fc.integer({ min: 0, max: 160 }),
    tiltDeg: fc.integer({ min: -60, max: 60 }),
  })
  fc.assert(
    fc.property(layers, unit, unit, ({ quad, rotateDeg, ...bend }, u, v) => {
      const box: Layer = { mode: 'box', centerXPct: 45, centerYPct: 55, widthPct: 40, rotateDeg }
      const layer: Layer = { ...(quad ? mug : box), surface: { type: 'cylinder', ...bend } }
      const mapping = createMapping(layer, { width: 2, height: 1 }, 1000)
      const p = place(mapping, u, v)
      if (!p) return
      const out = new Float64Array(6)
      expect(locate(mapping, p.x, p.y, out)).toBe(true)
      expect(out[0]).toBeCloseTo(u, 6)
      expect(out[1]).toBeCloseTo(v, 6)
      const [uX, uY, vX, vY] = out.slice(2)
      const [lo, hi] = [new Float64Array(6), new Float64Array(6)]
      const step = 1e-3
      if (!locate(mapping, p.x - step, p.y, lo) || !locate(mapping, p.x + step, p.y, hi)) return
      expect((hi[0]! - lo[0]!) / (2 * step)).toBeCloseTo(uX!, 4)
      expect((hi[1]! - lo[1]!) / (2 * step)).toBeCloseTo(vX!, 4)
      if (!locate(mapping, p.x, p.y - step, lo) || !locate(mapping, p.x, p.y + step, hi)) return
      expect((hi[0]! - lo[0]!) / (2 * step)).toBeCloseTo(uY!, 4)
      expect((hi[1]! - lo[1]!) / (2 * step)).toBeCloseTo(vY!, 4)
    }),
    { seed: 7, numRuns: 300 },
  )
})
