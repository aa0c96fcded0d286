import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { LOGOS, layers, prepared, shadedBase } from '../../test/render/samples.ts'
import { createRenderCache } from './cache.ts'
import { borrowCanvas, giveBack } from './canvas.ts'
import { fittedBases } from './fitted.ts'
import { compose, renderItem } from './render-item.ts'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)
// A Buffer, as photos come from the decoder: its slice() would be no copy.
const base = { ...shadedBase(300), data: Buffer.from(shadedBase(300).data), channels: 3 as const }
const clean = sha(base.data)
/** Some lie over others, some beyond the edge. */
const crowd = [...layers(24), ...layers(6).map((layer) => ({ ...layer, opacity: 0.5 }))].map((layer) =>
  layer.mode === 'box' ? { ...layer, widthPct: 90, centerXPct: 95 } : layer,
)

test('a base is painted on itself, and is given back as it was', async () => {
  const { variants: logo } = await prepared(LOGOS.gradient!())
  const canvas = borrowCanvas(base)
  expect(canvas.data).toBe(base.data)
  await compose({ base, canvas, logo, placement: { layers: crowd } })
  expect(sha(base.data)).not.toBe(clean)
  giveBack(canvas)
  expect(sha(base.data)).toBe(clean)
  giveBack(canvas)
  expect(sha(base.data)).toBe(clean)
})

test('however many large prints lie on one another, what is kept of them is no more than the base', async () => {
  const { variants: logo } = await prepared(LOGOS.gradient!())
  const large = { mode: 'box' as const, widthPct: 100, logoVariant: 'color' as const }
  const canvas = borrowCanvas(base)
  for (const count of [1, 20]) {
    await compose({ base, canvas, logo, placement: { layers: Array.from({ length: count }, () => large) } })
    expect(canvas.under!.used).toBeLessThanOrEqual(base.data.byteLength)
    expect(canvas.under!.bytes.byteLength).toBeLessThanOrEqual(2 * base.data.byteLength)
  }
  expect(canvas.under!.whole).toBe(true)
  const second = borrowCanvas(base)
  expect(sha(second.data)).toBe(clean)
  giveBack(canvas)
  expect(sha(base.data)).toBe(clean)
})

test('while one paints on a base, another gets it without the paint', async () => {
  const { variants: logo } = await prepared(LOGOS.wide!())
  const first = borrowCanvas(base)
  await compose({ base, canvas: first, logo, placement: { layers: crowd } })
  const painted = sha(first.data)
  const second = borrowCanvas(base)
  expect(sha(second.data)).toBe(clean)
  await compose({ base, canvas: second, logo, placement: { layers: layers(3) } })
  giveBack(second)
  expect(sha(first.data)).toBe(painted)
  giveBack(first)
  expect(sha(base.data)).toBe(clean)
  const third = borrowCanvas(base)
  expect(third.data).toBe(base.data)
  giveBack(third)
})

test('tenants who share photos, all at once, get what each would get alone', {
  timeout: 60_000,
}, async () => {
  const photo = await renderItem({
    bases: async () => base,
    logo: (await prepared(LOGOS.dark!())).variants,
    placement: { layers: [] },
    outputs: [{ width: 300, format: 'png' }],
  })
  const load = async () => photo.files[0]!.bytes
  const tenants = await Promise.all(
    [LOGOS.wide!, LOGOS.white!, LOGOS.gradient!].map(async (svg) => (await prepared(svg())).variants),
  )
  const placement = { layers: crowd.slice(0, 6) }
  const outputs = [480, 700].map((width) => ({ width, format: 'webp' as const }))
  const pictures = async (logo: (typeof tenants)[number], cache?: ReturnType<typeof createRenderCache>) => {
    const { files } = await renderItem({
      bases: fittedBases({ hash: 'p', load, cache }),
      logo,
      placement,
      outputs,
      cache,
    })
    return files.map(({ bytes }) => sha(bytes))
  }
  const alone: string[][] = []
  for (const logo of tenants) alone.push(await pictures(logo))
  expect(new Set(alone.flat()).size).toBe(2 * tenants.length)
  const cache = createRenderCache({ limitBytes: 100_000_000 })
  // Twice: the second time all of it is in memory.
  for (let i = 0; i < 2; i++)
    expect(await Promise.all([...tenants, ...tenants].map((logo) => pictures(logo, cache)))).toEqual([
      ...alone,
      ...alone,
    ])
})

test('a print that fails halfway leaves no paint behind', async () => {
  const { variants } = await prepared(LOGOS.wide!())
  const logo = { ...variants, dark: Buffer.from('not a picture') }
  const placement = { layers: [...layers(2), { ...layers(1)[0]!, logoVariant: 'dark' as const }] }
  await expect(renderItem({ bases: async () => base, logo, placement })).rejects.toThrow()
  expect(sha(base.data)).toBe(clean)
})
