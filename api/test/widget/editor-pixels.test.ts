import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Placement } from '../../../sdk/src/index.ts'
import { items } from '../../sample/catalogue.ts'
import { unitBoxCorners } from '../../src/render/geometry.ts'
import { launchBrowser } from '../harness/browser.ts'
import { type Box, ssim } from '../render/ssim.ts'
import { type Office, openOffice, sitDown } from './editor-office.ts'

const SIDE = 1000

let office: Office
let browser: Browser
beforeAll(async () => {
  ;[office, browser] = await Promise.all([openOffice(items.length), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await office?.stop()
})

/** Around all layers, as far as the picture goes. */
function around({ layers }: Placement): Box {
  const points = layers.flatMap((layer) => unitBoxCorners(layer))
  const [xs, ys] = [points.map(({ x }) => (x / 100) * SIDE), points.map(({ y }) => (y / 100) * SIDE)]
  const within = (n: number) => Math.min(SIDE, Math.max(0, Math.round(n)))
  const [left, top] = [within(Math.min(...xs)), within(Math.min(...ys))]
  return { left, top, width: within(Math.max(...xs)) - left, height: within(Math.max(...ys)) - top }
}

const picture = (base64: string, { width, height }: Box) => ({
  data: Buffer.from(base64, 'base64'),
  width,
  height,
  channels: 4,
})

test('drawn in the browser and by the server, every sample placement comes out the same', async () => {
  const desk = await sitDown(browser, office, { tenant: office.tenantId })
  const found: [string, number][] = []
  for (const [i, itemId] of office.products.entries()) {
    const box = around(items[i]!.placement as Placement)
    const [ours, theirs] = await desk.page.evaluate(
      async ({ itemId, tenantId, box, side }) => {
        const editor = document.querySelector('vitrine-placement-editor')!
        const pixelsOf = (source: CanvasImageSource) => {
          const pen = new OffscreenCanvas(box.width, box.height).getContext('2d')!
          pen.drawImage(source, -box.left, -box.top, side, side)
          const { data } = pen.getImageData(0, 0, box.width, box.height)
          let text = ''
          for (let at = 0; at < data.length; at += 8192)
            text += String.fromCharCode(...data.subarray(at, at + 8192))
          return btoa(text)
        }
        const drawn = new Promise<void>((resolve) => {
          editor.addEventListener('vitrine:placement-drawn', function isIt(event) {
            if ((event as CustomEvent).detail.itemId !== itemId) return
            editor.removeEventListener('vitrine:placement-drawn', isIt)
            resolve()
          })
        })
        Object.assign(editor, { item: itemId })
        const answer = await fetch('/vitrine/v1/previews', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ itemId, tenantId, width: side, format: 'png' }),
        })
        const server = await createImageBitmap(await answer.blob())
        await drawn
        return [pixelsOf(editor.shadowRoot!.querySelector('canvas')!), pixelsOf(server)] as const
      },
      { itemId, tenantId: office.tenantId, box, side: SIDE },
    )
    const whole = { left: 0, top: 0, width: box.width, height: box.height }
    found.push([items[i]!.externalId, ssim(picture(ours, box), picture(theirs, box), whole)])
  }
  expect(found.filter(([, value]) => value < 0.995)).toEqual([])
  expect(desk.errors).toEqual([])
})
