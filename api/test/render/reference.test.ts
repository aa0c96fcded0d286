import { expect, test } from 'vitest'
import { compose } from '../../src/render/render-item.ts'
import { compareAll, drawnCases, type Likeness, sampleCases, summary } from './against-reference.ts'
import { LOGOS, layers, prepared, shadedBase } from './samples.ts'

/** Of all logos on all placements (npm run reference), those that were furthest off at some time. */
const WORST = [
  // A single sample of a pixel that spans 1.8 texels: 2.24 levels off, where no more than 2 are allowed.
  'cap front, square',
  'travel cap, square',
  'badge-lanyard strap-left, white',
  'travel cap, white',
  'tee-navy chest, white',
  'cap front, white',
  'backpack pocket, white',
]

test('every placement of the sample looks like its formulae evaluated at 64 points a pixel', {
  timeout: 240_000,
}, async () => {
  const found: Likeness[] = []
  const worst = sampleCases({ everyLogo: true }).filter(({ what, logo }) =>
    WORST.includes(`${what}, ${logo}`),
  )
  expect(worst).toHaveLength(WORST.length)
  const cases = [...sampleCases({ everyLogo: false }), ...worst, ...drawnCases(9)]
  for await (const likeness of compareAll(cases)) found.push(likeness)
  const { least, median, levels, text } = summary(found)
  console.log(text)
  expect(least).toBeGreaterThan(0.995)
  expect(median).toBeGreaterThan(0.999)
  expect(levels).toBeLessThan(2)
})

test('a cylinder of no curve is flat to the last bit', async () => {
  const base = { ...shadedBase(400), channels: 3 as const }
  const { variants } = await prepared(LOGOS.wide!())
  for (const layer of layers(4)) {
    const flat = await compose({
      base,
      logo: variants,
      placement: { layers: [{ ...layer, surface: undefined }] },
    })
    const surface = { type: 'cylinder', curveDeg: 0, tiltDeg: 25 } as const
    const bent = await compose({ base, logo: variants, placement: { layers: [{ ...layer, surface }] } })
    expect(Buffer.compare(Buffer.from(flat.raster.data), Buffer.from(bent.raster.data))).toBe(0)
  }
})
