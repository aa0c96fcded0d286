import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash'
import { expect, test } from 'vitest'
import { placeholderOf } from '../../../widget/src/elements/placeholder.ts'
import { decodeThumbHash } from '../../../widget/src/elements/thumbhash.ts'

function hashOf(width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const x = (i % width) / width
    const y = Math.floor(i / width) / height
    pixels.set([255 * x, 255 * (1 - y), 127 + 127 * Math.sin(9 * x * y), 255], i * 4)
  }
  return rgbaToThumbHash(width, height, pixels)
}

test.each([
  [100, 100],
  [100, 62],
  [40, 100],
])('a placeholder of %i × %i has the colours that the reference decoder gives', (width, height) => {
  const hash = hashOf(width, height)
  const { w, h, rgba } = thumbHashToRGBA(hash)
  const at = decodeThumbHash(hash)
  let worst = 0
  for (let i = 0; i < w * h; i++)
    for (const [channel, value] of at(((i % w) + 0.5) / w, (Math.floor(i / w) + 0.5) / h).entries())
      worst = Math.max(worst, Math.abs(value - rgba[i * 4 + channel]!))
  expect(worst).toBeLessThanOrEqual(1)
})

test('a placeholder is a background; one that cannot be read is none', () => {
  const background = placeholderOf(Buffer.from(hashOf(100, 100)).toString('base64'))
  expect(background).toMatch(/^radial-gradient\((rgb\(\d+ \d+ \d+\/\.6\),?){3}\)$/)
  for (const broken of [null, '', 'AAA', '%%%', 'x);color:red']) expect(placeholderOf(broken)).toBe('')
  // Cut short: fewer terms, no error, and nothing that is no colour.
  expect(placeholderOf(Buffer.from(hashOf(100, 100).subarray(0, 9)).toString('base64'))).not.toMatch(
    /NaN|undefined/,
  )
})
