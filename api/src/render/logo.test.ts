import { expect, test } from 'vitest'
import { sharp } from './libvips.ts'
import { prepareLogo } from './logo.ts'

type Pixel = [number, number, number, number]

async function pixels(png: Uint8Array) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  expect(info.channels).toBe(4)
  const at = (x: number, y: number) =>
    [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)] as Pixel
  return { ...info, at }
}

// A disc on a box of 200 x 120, drawn four times as large and scaled down so that its edge is smooth.
function disc(box: string, ink: [number, number, number], hole?: [number, number, number]) {
  const [w, h] = [800, 480]
  const background = Buffer.alloc(w * h * 4)
  const backing = box === 'none' ? [0, 0, 0, 0] : [...Buffer.from(box.slice(1), 'hex'), 255]
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const d = Math.hypot(x - 400, y - 240)
      const color = d < 60 && hole ? [...hole, 255] : d < 160 ? [...ink, 255] : backing
      background.set(color, (y * w + x) * 4)
    }
  }
  return sharp(background, { raw: { width: w, height: h, channels: 4 } }).resize(200, 120, {
    kernel: 'linear',
  })
}

test('trims transparent margins and keeps the colours', async () => {
  const logo = await prepareLogo(await disc('none', [200, 30, 30]).png().toBuffer())
  // A disc of 80 and its smooth edge.
  expect([logo.width, logo.height]).toEqual([82, 82])
  expect(logo).toMatchObject({ hasTransparency: true, whiteBoxRemoved: false, colors: ['#c81e1e'] })
  expect((await pixels(logo.variants.original)).width).toBe(200)
})

test.each(['png', 'jpeg'] as const)(
  'removes a white box from a %s by flood, leaving what the logo encloses',
  async (format) => {
    const bytes = await disc('#ffffff', [200, 30, 30], [255, 255, 255])
      .flatten()
      [format]({ quality: 85 })
      .toBuffer()
    const logo = await prepareLogo(bytes)
    expect(logo).toMatchObject({ hasTransparency: true, whiteBoxRemoved: true })
    expect(Math.abs(logo.width - 80)).toBeLessThanOrEqual(2)
    const color = await pixels(logo.variants.color)
    expect(color.at(0, 0)[3]).toBe(0)
    expect(Math.min(...color.at(logo.width >> 1, logo.height >> 1))).toBeGreaterThan(252)
    const original = await pixels(logo.variants.original)
    expect([original.width, original.at(0, 0)]).toEqual([200, [255, 255, 255, 255]])
  },
)

test('leaves no pale fringe where the white box was', async () => {
  const logo = await prepareLogo(await disc('#ffffff', [20, 40, 120]).flatten().png().toBuffer())
  const color = await pixels(logo.variants.color)
  let covered = 0
  for (let y = 0; y < color.height; y++) {
    for (let x = 0; x < color.width; x++) {
      const [r, g, b, a] = color.at(x, y)
      covered += a / 255
      if (a > 8)
        expect(Math.max(Math.abs(r - 20), Math.abs(g - 40), Math.abs(b - 120)), `${x},${y}`).toBeLessThan(24)
    }
  }
  // The disc's area, to half a percent: neither eaten nor grown.
  expect(Math.abs(covered / (Math.PI * 1600) - 1)).toBeLessThan(0.01)
})

test('keeps a coloured box, but not in the one-colour versions', async () => {
  const logo = await prepareLogo(await disc('#0044cc', [255, 220, 0]).flatten().png().toBuffer())
  expect(logo).toMatchObject({ width: 200, height: 120, hasTransparency: false, whiteBoxRemoved: false })
  expect(logo.colors).toEqual(['#0044cc', '#ffdc00'])
  const light = await pixels(logo.variants.light)
  expect(Math.abs(light.width - 80)).toBeLessThanOrEqual(2)
  expect(light.at(40, 40)).toEqual([255, 255, 255, 255])
  expect(light.at(0, 0)[3]).toBe(0)
})

test('one-colour versions leave white letters open', async () => {
  const logo = await prepareLogo(await disc('none', [20, 40, 120], [255, 255, 255]).png().toBuffer())
  const dark = await pixels(logo.variants.dark)
  expect(dark.at(40, 40)[3]).toBe(0)
  expect(dark.at(40, 8)).toEqual([17, 17, 17, 255])
})

test('a white logo stays whole in its one-colour versions', async () => {
  const logo = await prepareLogo(await disc('none', [255, 255, 255]).png().toBuffer())
  expect((await pixels(logo.variants.dark)).at(40, 40)).toEqual([17, 17, 17, 255])
  expect(logo.colors).toEqual(['#ffffff'])
})

test('a photo without a flat border is left alone', async () => {
  const noise = Buffer.from({ length: 100 * 100 * 3 } as ArrayLike<number>).map((_, i) => (i * 7919) % 256)
  const logo = await prepareLogo(
    await sharp(noise, { raw: { width: 100, height: 100, channels: 3 } })
      .png()
      .toBuffer(),
  )
  expect(logo).toMatchObject({ width: 100, hasTransparency: false, whiteBoxRemoved: false })
  expect(Buffer.compare(logo.variants.light, logo.variants.color)).toBe(0)
})

test('is no larger than it need be, and never palette', async () => {
  const logo = await prepareLogo(await disc('none', [200, 30, 30]).resize(3000).png().toBuffer())
  expect(Math.max(logo.width, logo.height)).toBeLessThanOrEqual(1600)
  for (const png of Object.values(logo.variants)) {
    // Colour type 6: true colour with alpha, eight bits.
    expect([png[24], png[25]]).toEqual([8, 6])
  }
})
