import { expect, test } from 'vitest'
import { decodeLogo } from '../../src/render/logo-texture.ts'
import { compose } from '../../src/render/render-item.ts'
import { drawReference } from './reference.ts'
import { LOGOS, layers, prepared, shadedBase } from './samples.ts'
import { ssim } from './ssim.ts'

const SIZE = 1000
const PLACEMENTS = 9

test('looks like the formulae of a placement evaluated at 64 points a pixel', {
  timeout: 240_000,
}, async () => {
  const base = { ...shadedBase(SIZE), channels: 3 as const }
  const scores: { score: number; what: string }[] = []
  let worst = { levels: 0, what: '' }
  for (const [name, svg] of Object.entries(LOGOS)) {
    const { variants } = await prepared(svg())
    const logo = await decodeLogo(variants.color)
    for (const [i, layer] of layers(PLACEMENTS).entries()) {
      const reference = drawReference(base, logo, layer)
      const { raster } = await compose({ base, logo: variants, placement: { layers: [layer] } })
      scores.push({ score: ssim(reference.picture, raster, reference.box), what: `${name} in layer ${i}` })
      // Dodge and burn divide by the ink: one level of it comes out as several.
      if (layer.blendMode === 'color-dodge' || layer.blendMode === 'color-burn') continue
      for (const at of plainPixels(reference)) {
        for (let c = 0; c < 3; c++) {
          const levels = Math.abs(raster.data[at * 3 + c]! - reference.exact[at * 3 + c]!)
          if (levels > worst.levels) worst = { levels, what: `${name} in layer ${i}, ${layer.blendMode}` }
        }
      }
    }
  }
  scores.sort((a, b) => a.score - b.score)
  const median = scores[scores.length >> 1]!.score
  console.log(
    `SSIM to the reference: least ${scores[0]!.score.toFixed(5)} (${scores[0]!.what}), median ${median.toFixed(5)}`,
  )
  console.log(`Plain pixels differ by ${worst.levels.toFixed(2)} levels at most (${worst.what})`)
  expect(scores[0]!.score).toBeGreaterThan(0.995)
  expect(median).toBeGreaterThan(0.999)
  expect(worst.levels).toBeLessThan(2)
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

// Pixels of the logo away from its edges: ink and coverage are those of the eight neighbours.
function plainPixels({ ink, box }: ReturnType<typeof drawReference>): number[] {
  const plain: number[] = []
  for (let y = Math.max(1, box.top); y < Math.min(SIZE - 1, box.top + box.height); y++) {
    for (let x = Math.max(1, box.left); x < Math.min(SIZE - 1, box.left + box.width); x++) {
      const at = y * SIZE + x
      if (ink[at * 4 + 3] === 0) continue
      const near = [-1, 1, -SIZE, SIZE, -SIZE - 1, SIZE + 1, -SIZE + 1, SIZE - 1].map((d) => at + d)
      const same = (n: number) =>
        [0, 1, 2, 3].every((c) => Math.abs(ink[n * 4 + c]! - ink[at * 4 + c]!) < 0.012)
      if (near.every(same)) plain.push(at)
    }
  }
  return plain
}
