import { expect, test } from 'vitest'
import { createMapping } from './mapping.ts'
import { createSampler } from './sample.ts'
import { halfTexelsOf, halve, inkOf, readyTexels, texelsOf } from './texture.ts'

const [WIDTH, HEIGHT] = [37, 23]

/** A blot with soft edges, in one ink. */
function blot(ink: readonly [number, number, number]): Uint8Array {
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4)
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const far = Math.hypot((i % WIDTH) - 18, (Math.floor(i / WIDTH) - 11) * 1.5)
    const alpha = Math.max(0, Math.min(255, (16 - far) * 60))
    if (alpha > 0) rgba.set([...ink, alpha], i * 4)
  }
  return rgba
}

test('the ink of a logo is found, whatever lies where nothing is seen; two colours are none', () => {
  const rgba = blot([17, 80, 240])
  rgba.set([1, 2, 3, 0], 0)
  expect(inkOf(rgba)).toEqual([17, 80, 240])
  expect(inkOf(Buffer.concat([Buffer.alloc(1), rgba]).subarray(1))).toEqual([17, 80, 240])
  rgba.set([17, 81, 240, 9], 4)
  expect(inkOf(rgba)).toBeNull()
  expect(inkOf(new Uint8Array(40))).toBeNull()
})

test('a logo of one ink is seen as it is with four numbers a texel, at every size', () => {
  const ink = [255, 255, 255] as const
  const data = blot(ink)
  const raster = { data, width: WIDTH, height: HEIGHT, channels: 4 as const }
  const sizes = (one: typeof ink | null) => {
    const half = halfTexelsOf(raster, one)
    return [texelsOf(data, WIDTH, HEIGHT, one), half, halve(half)].map(readyTexels)
  }
  const [inks, colors] = [sizes(ink), sizes(null)]
  const corners = {
    topLeft: { x: 12, y: 20 },
    topRight: { x: 85, y: 14 },
    bottomRight: { x: 90, y: 88 },
    bottomLeft: { x: 9, y: 80 },
  }
  for (const surface of [undefined, { type: 'cylinder', curveDeg: 100, tiltDeg: 20 } as const]) {
    const mapping = createMapping({ mode: 'quad', corners, surface }, raster, 60)
    for (const [i, texture] of inks.entries()) {
      expect(createSampler(texture, mapping).ink).toEqual(ink)
      const [alphas, four] = [new Float32Array(60), new Float32Array(240)]
      let seen = 0
      for (let y = 0; y < 60; y++) {
        createSampler(texture, mapping).row(y, 0, 60, alphas)
        createSampler(colors[i]!, mapping).row(y, 0, 60, four)
        for (let x = 0; x < 60; x++) {
          expect(alphas[x]).toBeCloseTo(four[4 * x + 3]!, 5)
          if (alphas[x]! > 0) seen++
        }
      }
      expect(seen).toBeGreaterThan(300)
    }
  }
})
