import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { items } from '../../sample/catalogue.ts'
import type { LogoVariants } from '../../src/render/compose.ts'
import { sharp } from '../../src/render/libvips.ts'
import { fitPhoto } from '../../src/render/photo.ts'
import type { Layer } from '../../src/render/placement.ts'
import { compose } from '../../src/render/render-item.ts'
import { launchBrowser } from '../harness/browser.ts'
import { bounds, corners, homography } from './reference.ts'
import { layers, logoSvg, prepared, shadedBase } from './samples.ts'
import { shiftOf } from './shift.ts'
import { keepSideBySide } from './side-by-side.ts'
import { type Box, luma, type Picture, ssim } from './ssim.ts'

const SIZE = 1000
const PHOTOS = join(import.meta.dirname, '../../sample/photos')

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } })
})
afterAll(() => browser?.close())

test('every placement of the sample catalogue looks as Chromium draws it', { timeout: 300_000 }, async () => {
  const logos = await Promise.all(
    ['google', 'slack', 'mastercard'].map(async (name) => (await prepared(logoSvg('logos', name))).variants),
  )
  const results: { what: string; score: number; shift: number }[] = []
  for (const [i, item] of items.entries()) {
    const photo = await readFile(join(PHOTOS, item.photo))
    const logo = logos[i % logos.length]!
    // CSS knows no cylinder: the bent layers are compared flat here, bent in reference.test.ts.
    const layers = item.placement.layers.map((layer) => ({ ...plain(layer), surface: undefined }))
    const base = await fitPhoto(photo, SIZE)
    const ours = (await compose({ base, logo, placement: { layers } })).raster as Picture
    const blank = await draw(photo, [], logo)
    const theirs = await draw(photo, layers, logo)
    for (const layer of layers) {
      const box = bounds(layer, SIZE)
      const what = `${item.externalId} ${layer.id}`
      const score = ssim(ours, theirs, box)
      const shift = Math.hypot(...shiftOf(inkOf(ours, base as Picture, box), inkOf(theirs, blank, box), box))
      results.push({ what, score, shift })
      if (score < 0.95 || shift > 0.25)
        console.log(
          `${what}: SSIM ${score.toFixed(4)}, ${shift.toFixed(2)} px; see ${await keepSideBySide(ours, theirs, box, what)}`,
        )
    }
  }
  results.sort((a, b) => a.score - b.score)
  const median = results[results.length >> 1]!
  const furthest = results.reduce((a, b) => (b.shift > a.shift ? b : a))
  console.log(
    `SSIM to Chromium over ${results.length} layers: least ${results[0]!.score.toFixed(4)} (${results[0]!.what}), median ${median.score.toFixed(4)}`,
  )
  console.log(`Furthest shift ${furthest.shift.toFixed(3)} px (${furthest.what})`)
  expect(median.score).toBeGreaterThan(0.985)
  expect(results[0]!.score).toBeGreaterThan(0.95)
  expect(furthest.shift).toBeLessThan(0.25)
})

test('a print that lies half a pixel further is found to', async () => {
  const base = { ...shadedBase(SIZE), channels: 3 as const }
  const { variants } = await prepared(logoSvg('logos', 'slack'))
  const print = async (layer: Layer, box: Box) => {
    const { raster } = await compose({ base, logo: variants, placement: { layers: [layer] } })
    return inkOf(raster as Picture, base, box)
  }
  for (const layer of layers(8).filter(({ mode }) => mode === 'box')) {
    const still = { ...layer, blendMode: 'multiply' as const, surface: undefined }
    const moved = { ...still, centerXPct: layer.centerXPct! + 0.03, centerYPct: layer.centerYPct! - 0.04 }
    const box = bounds(still, SIZE)
    const [dx, dy] = shiftOf(await print(still, box), await print(moved, box), box)
    expect(Math.hypot(dx - 0.3, dy + 0.4)).toBeLessThan(0.06)
  }
})

const plain = (layer: Layer): Layer => ({
  ...layer,
  logoVariant: layer.logoVariant === 'auto' ? 'color' : (layer.logoVariant ?? 'color'),
})

async function draw(photo: Buffer, layers: Layer[], logo: LogoVariants): Promise<Picture> {
  const url = (type: string, bytes: Uint8Array) =>
    `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
  const images = layers.map((layer) => {
    const quad = corners(layer, SIZE)
    // Chromium snaps a contained image to whole pixels of its own element: four to one on the canvas.
    const side = 4 * Math.round(Math.max(...quad.map((p, i) => distance(p, quad[(i + 1) % 4]!))))
    const [a, b, c, d, e, f, g, h] = homography(
      [
        [0, 0],
        [side, 0],
        [side, side],
        [0, side],
      ],
      quad,
    )
    const matrix = [a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, 1].join(',')
    const variant = layer.logoVariant as keyof LogoVariants
    return `<img src="${url('png', logo[variant])}" style="left:0;top:0;width:${side}px;height:${side}px;object-fit:contain;transform-origin:0 0;
      transform:matrix3d(${matrix});mix-blend-mode:${layer.blendMode ?? 'multiply'};opacity:${layer.opacity ?? 0.9}">`
  })
  await page.setContent(`<style>body{margin:0}div{position:relative;width:${SIZE}px;height:${SIZE}px;background:#fff;overflow:hidden;isolation:isolate}img{position:absolute}</style>
    <div><img src="${url('jpeg', photo)}" style="inset:0;width:100%;height:100%;object-fit:contain">${images.join('')}</div>`)
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
  const { data } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: SIZE, height: SIZE, channels: 3 }
}

/** What the print changed, without what two ways to scale a photo differ in. */
function inkOf(printed: Picture, bare: Picture, box: Box): Float64Array {
  const without = luma(bare, box)
  return luma(printed, box).map((value, i) => value - without[i]!)
}

function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}
