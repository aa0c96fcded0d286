import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createRenderCache } from '../../src/render/cache.ts'
import { ENGINE_VERSION } from '../../src/render/fingerprint.ts'
import { scaledBase } from '../../src/render/fitted.ts'
import { compose, encode, renderItem } from '../../src/render/render-item.ts'
import { GOLDEN } from './golden.ts'
import { LOGOS, layers, prepared, shadedBase } from './samples.ts'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)
const base = { ...shadedBase(500), channels: 3 as const }
const outputs = [
  { width: 500, format: 'webp' },
  { width: 240, format: 'webp' },
  { width: 240, format: 'jpeg' },
  { width: 240, format: 'avif' },
] as const

// When this fails after a change that was meant to change pictures, raise ENGINE_VERSION and paste what it
// prints; when it was not meant to, the change is wrong. libvips' vector code differs between processors.
test.runIf(process.arch === 'x64')(
  `engine ${ENGINE_VERSION} gives the bytes it always gave`,
  { timeout: 60_000 },
  async () => {
    const found: Record<string, string[]> = {}
    for (const [name, svg] of Object.entries(LOGOS)) {
      const { variants } = await prepared(svg())
      const { raster } = await compose({ base, logo: variants, placement: { layers: layers(8) } })
      const files = await encode(raster, outputs)
      found[name] = [raster.data, ...files.map((file) => file.bytes)].map(sha)
    }
    expect({ [ENGINE_VERSION]: found }).toEqual(GOLDEN)
  },
)

test('the same inputs give the same bytes, cached or not, alone or side by side', {
  timeout: 30_000,
}, async () => {
  const { variants } = await prepared(LOGOS.gradient!())
  const placement = { layers: layers(3) }
  const run = (cache?: ReturnType<typeof createRenderCache>) =>
    renderItem({ bases: (size) => scaledBase(base, size), logo: variants, placement, outputs, cache })
  const alone = await run()
  const cache = createRenderCache({ limitBytes: 50_000_000 })
  const others = await Promise.all([run(), run(cache), run(cache), run(createRenderCache({ limitBytes: 1 }))])
  for (const other of [...others, await run(cache)]) {
    expect(other.files.map((f) => sha(f.bytes))).toEqual(alone.files.map((f) => sha(f.bytes)))
    expect(other.placeholder).toBe(alone.placeholder)
    expect(other.legibility).toEqual(alone.legibility)
  }
})

test('what was judged for the first output holds for the rest', async () => {
  const { variants: logo } = await prepared(LOGOS.white!())
  const item = {
    bases: (size: number) => scaledBase(base, size),
    logo,
    placement: { layers: layers(3).map((layer) => ({ ...layer, logoVariant: 'auto' as const })) },
  }
  const whole = await renderItem({ ...item, outputs })
  const cache = createRenderCache({ limitBytes: 50_000_000 })
  const [first, ...rest] = outputs
  const parts = []
  for (const some of [[first], rest])
    parts.push(await renderItem({ ...item, outputs: some, cache, name: 'item' }))
  expect(parts.flatMap(({ files }) => files.map((f) => sha(f.bytes)))).toEqual(
    whole.files.map((f) => sha(f.bytes)),
  )
  for (const { placeholder, legibility } of parts)
    expect({ placeholder, legibility }).toEqual({
      placeholder: whole.placeholder,
      legibility: whole.legibility,
    })
})

test('the base is left as it was, and without layers it is the picture', async () => {
  const { variants } = await prepared(LOGOS.wide!())
  const before = sha(base.data)
  await compose({ base, logo: variants, placement: { layers: layers(2) } })
  expect(sha(base.data)).toBe(before)
  const { raster, legibility } = await compose({ base, logo: variants, placement: { layers: [] } })
  expect(sha(raster.data)).toBe(before)
  expect(legibility).toBeNull()
})
