import { expect, test } from 'vitest'
import { sharp } from './libvips.ts'
import { prepareLogo } from './logo.ts'
import type { Layer } from './placement.ts'
import { compose } from './render-item.ts'

const canvas = (r: number, g: number, b: number) => {
  const data = Buffer.alloc(200 * 200 * 3)
  for (let i = 0; i < data.length; i += 3) data.set([r, g, b], i)
  return { data, width: 200, height: 200, channels: 3 as const }
}

const ring = async (r: number, g: number, b: number) => {
  const data = Buffer.alloc(300 * 100 * 4)
  for (let i = 0; i < 300 * 100; i++) {
    const [x, y] = [i % 300, Math.floor(i / 300)]
    if (x % 60 < 40 && y > 10 && y < 90) data.set([r, g, b, 255], i * 4)
  }
  const png = await sharp(data, { raw: { width: 300, height: 100, channels: 4 } })
    .png()
    .toBuffer()
  return (await prepareLogo(png)).variants
}

const layer: Layer = {
  mode: 'box',
  centerXPct: 50,
  centerYPct: 50,
  widthPct: 80,
  blendMode: 'normal',
  opacity: 1,
}
const print = async (
  ink: [number, number, number],
  paper: [number, number, number],
  over: Partial<Layer> = {},
) => {
  const placement = { layers: [{ ...layer, ...over }] }
  return (await compose({ base: canvas(...paper), logo: await ring(...ink), placement })).legibility
}

const WHITE: [number, number, number] = [255, 255, 255]
const BLACK: [number, number, number] = [0, 0, 0]

test('a colour that shows stays', async () => {
  expect(await print([200, 20, 40], WHITE)).toMatchObject({ variant: 'color', verdict: 'good' })
})

test('white on white becomes dark, black on black light', async () => {
  expect(await print(WHITE, WHITE)).toMatchObject({ variant: 'dark', verdict: 'good' })
  expect(await print([10, 10, 10], BLACK)).toMatchObject({ variant: 'light', verdict: 'good' })
})

test('measures the WCAG contrast of the print', async () => {
  // Luminance of #777 is 0.1845: (1.05) / (0.2345) = 4.48, the well-known grey just short of 4.5.
  // Smoothed edges take a little of it.
  expect(Math.abs((await print([119, 119, 119], WHITE))!.ratio - 4.48)).toBeLessThan(0.12)
  expect((await print(BLACK, WHITE))!.ratio).toBeGreaterThan(20)
})

test('a variant that is asked for is drawn, and its verdict says what comes of it', async () => {
  expect(await print(WHITE, WHITE, { logoVariant: 'color' })).toEqual({
    ratio: 1,
    verdict: 'poor',
    variant: 'color',
  })
  expect(await print(BLACK, WHITE, { logoVariant: 'light' })).toMatchObject({
    verdict: 'poor',
    variant: 'light',
  })
})

test('where no version shows, colour is drawn and called poor', async () => {
  expect(await print([200, 20, 40], BLACK, { blendMode: 'multiply' })).toEqual({
    ratio: 1,
    verdict: 'poor',
    variant: 'color',
  })
})

test('the least legible of several layers speaks', async () => {
  const placement = {
    layers: [
      { ...layer, widthPct: 30, centerYPct: 20 },
      { ...layer, opacity: 0.1, logoVariant: 'color' as const },
    ],
  }
  const { legibility } = await compose({ base: canvas(...WHITE), logo: await ring(...BLACK), placement })
  expect(legibility!.verdict).toBe('poor')
})
