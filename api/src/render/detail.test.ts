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
  const detail = findDetail(dot(), 4, WIDTH, HEIGHT)
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
  const detail = findDetail(dot(), 4, WIDTH, HEIGHT)
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

test('of one ink alpha alone says what all four numbers say', () => {
  const alphas = new Uint16Array(WIDTH * HEIGHT)
  for (let y = 2; y < HEIGHT - 2; y++)
    for (let x = 3; x < WIDTH - 3; x++) alphas[y * WIDTH + x] = 255 * Math.min(255, 40 * ((x * y) % 9))
  const white = Uint16Array.from({ length: alphas.length * 4 }, (_, i) => alphas[i >> 2]!)
  // A mark that findDetail keeps for itself is not part of the answer.
  const told = (detail: Uint8Array) => [...detail].map((bits) => bits & (EVEN | (EVEN - 1)))
  expect(told(findDetail(alphas, 1, WIDTH, HEIGHT))).toEqual(told(findDetail(white, 4, WIDTH, HEIGHT)))
})
