import { expect, test } from 'vitest'
import { busyBit, CLEAR, EVEN, findDetail, MOST_REACH } from './detail.ts'

const [WIDTH, HEIGHT] = [24, 16]
/** A dot of one texel, opaque red. */
const [X, Y] = [10, 7]

function dot(): Uint16Array {
  const texels = new Uint16Array(WIDTH * HEIGHT * 4)
  texels.set([255 * 255, 0, 0, 255 * 255], (Y * WIDTH + X) * 4)
  return texels
}

test('a texel knows how far from it colour stops to be a plane', () => {
  const detail = findDetail(dot(), WIDTH, HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const distance = Math.max(Math.abs(x - X), Math.abs(y - Y))
      for (const reach of [0.1, 1, 2, MOST_REACH - 0.01]) {
        const busy = (detail[y * WIDTH + x]! & busyBit(reach)) !== 0
        // What a footprint may touch: half a texel off, its reach, and the neighbour it is blended with.
        if (distance <= reach + 0.5) expect(busy, `${x}, ${y}, reach ${reach}`).toBe(true)
        if (distance > reach + 2) expect(busy, `${x}, ${y}, reach ${reach}`).toBe(false)
      }
      expect((detail[y * WIDTH + x]! & CLEAR) !== 0).toBe(x !== X || y !== Y)
    }
  }
})

test('four texels of one colour are even, at the last row and column too', () => {
  const detail = findDetail(dot(), WIDTH, HEIGHT)
  const even = (x: number, y: number) => (detail[y * WIDTH + x]! & EVEN) !== 0
  for (const [x, y] of [
    [X - 1, Y - 1],
    [X, Y - 1],
    [X - 1, Y],
    [X, Y],
  ] as const)
    expect(even(x, y)).toBe(false)
  expect(even(X + 1, Y)).toBe(true)
  expect(even(0, 0)).toBe(true)
  // Nothing lies beyond to be like.
  expect(even(WIDTH - 1, 3)).toBe(false)
  expect(even(3, HEIGHT - 1)).toBe(false)
})
