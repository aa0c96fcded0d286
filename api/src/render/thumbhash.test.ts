import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash'
import { expect, test } from 'vitest'
import { CELLS, thumbHash } from './thumbhash.ts'

test('gives the hashes of the package it stands for', () => {
  let same = 0
  for (const [name, channel] of Object.entries(PICTURES)) {
    const rgb = Uint8Array.from({ length: CELLS * CELLS * 3 }, (_, i) => channel(i / 3, i % 3))
    const rgba = new Uint8Array(CELLS * CELLS * 4).fill(255)
    for (let i = 0; i < rgb.length; i++) rgba[Math.floor(i / 3) * 4 + (i % 3)] = rgb[i]!
    const [ours, theirs] = [thumbHash(rgb), rgbaToThumbHash(CELLS, CELLS, rgba)]
    // Of a channel of one colour theirs keeps errors of rounding, which are not seen.
    expect(thumbHashToRGBA(ours), name).toEqual(thumbHashToRGBA(theirs))
    if (Buffer.compare(ours, theirs) === 0) same++
  }
  expect(same).toBeGreaterThanOrEqual(3)
})

const x = (cell: number) => (cell | 0) % CELLS
const y = (cell: number) => Math.floor(cell / CELLS)

/** A channel of a cell, 0 to 255. */
const PICTURES: Record<string, (cell: number, c: number) => number> = {
  white: () => 255,
  black: () => 0,
  grey: () => 117,
  red: (_, c) => (c === 0 ? 255 : 0),
  // Nothing symmetric: its waves of exactly no height may be rounded up or down.
  'a disc': (cell, c) => (Math.hypot(x(cell) - 13, y(cell) - 16) < 8 ? 40 * (c + 1) : 235),
  waves: (cell, c) => 128 + 100 * Math.sin(x(cell) / (c + 2)) * Math.cos(y(cell) / 3),
  noise: (cell, c) => (Math.imul((cell | 0) * 3 + c + 1, 0x9e3779b1) >>> 24) & 255,
}
