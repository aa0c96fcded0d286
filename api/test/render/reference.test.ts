import { expect, test } from 'vitest'
import { compose } from '../../src/render/render-item.ts'
import { compareAll, drawnCases, type Likeness, sampleCases, summary } from './against-reference.ts'
import { LOGOS, layers, prepared, shadedBase } from './samples.ts'

// Each logo with each placement: npm run reference.
test('every placement of the sample looks like its formulae evaluated at 64 points a pixel', {
  timeout: 240_000,
}, async () => {
  const found: Likeness[] = []
  for await (const likeness of compareAll([...sampleCases({ everyLogo: false }), ...drawnCases(9)]))
    found.push(likeness)
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
