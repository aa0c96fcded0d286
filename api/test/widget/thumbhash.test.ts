import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash'
import { expect, test } from 'vitest'
import { decodeThumbHash } from '../../../widget/src/elements/thumbhash.ts'

test.each([
  [100, 100],
  [100, 62],
  [40, 100],
])('a placeholder of %i × %i looks as the reference decoder has it', (width, height) => {
  const pixels = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const x = (i % width) / width
    const y = Math.floor(i / width) / height
    pixels.set([255 * x, 255 * (1 - y), 127 + 127 * Math.sin(9 * x * y), 255], i * 4)
  }
  const hash = rgbaToThumbHash(width, height, pixels)
  const reference = thumbHashToRGBA(hash)
  const ours = decodeThumbHash(hash)
  expect([ours.width, ours.height]).toEqual([reference.w, reference.h])
  const worst = ours.data.reduce((most, value, i) => Math.max(most, Math.abs(value - reference.rgba[i]!)), 0)
  expect(worst).toBeLessThanOrEqual(1)
})

test('a hash cut short throws nothing but gives pixels', () => {
  expect(decodeThumbHash(new Uint8Array(3)).data.length % 4).toBe(0)
})
