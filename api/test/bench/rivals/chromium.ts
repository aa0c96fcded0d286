import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { sharp } from '../../../src/render/libvips.ts'
import { launchBrowser } from '../../harness/browser.ts'
import { homography } from '../../render/reference.ts'
import { type Contender, type Print, SIZE, WIDTHS } from './task.ts'

interface Way {
  /** What is made anew for each picture: nothing, the page, or the browser, as where nothing is kept between calls. */
  fresh?: 'page' | 'browser'
  /** The browser encodes as it likes; for files of the effort asked for (or AVIF), they go through PNG to an encoder. */
  throughPng?: boolean
  photosKnown?: boolean
}

/** A page, a matrix3d and a blend mode a print, and two screenshots. */
export async function openChromium({
  fresh,
  throughPng = false,
  photosKnown = false,
}: Way = {}): Promise<Contender> {
  const kept = new Set<string>()
  const style = `<style>body{margin:0}div{position:relative;width:${SIZE}px;height:${SIZE}px;background:#fff;
    overflow:hidden;isolation:isolate}img{position:absolute}</style>`
  let browser = await launchBrowser()
  let opened = await open()
  return {
    async draw({ photo, prints, output: { format, quality, effort } }) {
      const images: Picture[] = [{ type: 'jpeg', file: photo, style: FILL }, ...prints.map(pictureOf)]
      if (fresh === 'browser') {
        await browser.close()
        browser = await launchBrowser()
      } else if (fresh === 'page') await opened.page.close()
      if (fresh) opened = await open()
      const { page, devtools } = opened
      if (photosKnown) await showKept(page, images)
      else {
        const elements = images.map(async ({ type, file, style: own }) => {
          return `<img src="${await urlOf(type, file)}" style="${own}">`
        })
        await page.setContent(`${style}<div>${(await Promise.all(elements)).join('')}</div>`)
        await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
      }
      const files: Uint8Array[] = []
      for (const width of WIDTHS) {
        const clip = { x: 0, y: 0, width: SIZE, height: SIZE, scale: width / SIZE }
        const as = throughPng ? { format: 'png' as const } : { format, quality }
        const { data } = await devtools.send('Page.captureScreenshot', { ...as, clip })
        const file = Buffer.from(data, 'base64')
        files.push(throughPng ? await sharp(file).removeAlpha().webp({ quality, effort }).toBuffer() : file)
      }
      return files
    },
    close: () => browser.close(),
  }

  async function open() {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } })
    return { page, devtools: await page.context().newCDPSession(page) }
  }

  /** As a page does that lives on: what it was sent once stays with it, photos and logos. */
  async function showKept(page: Page, images: Picture[]): Promise<void> {
    if (kept.size === 0) await page.setContent(`${style}<div></div>`)
    const shown = []
    for (const [i, { type, file, style: own }] of images.entries()) {
      const key = `${i} ${file}`
      shown.push({ key, style: own, url: kept.has(key) ? '' : await urlOf(type, file) })
      kept.add(key)
    }
    await page.evaluate((pictures) => {
      const page = globalThis as { kept?: Map<string, HTMLImageElement> }
      page.kept ??= new Map()
      for (const { key, style, url } of pictures) {
        const image = page.kept.get(key) ?? new Image()
        page.kept.set(key, image)
        if (url) image.src = url
        image.style.cssText = style
      }
      const elements = pictures.map(({ key }) => page.kept!.get(key)!)
      document.querySelector('div')!.replaceChildren(...elements)
      return Promise.all(elements.map((image) => image.decode()))
    }, shown)
  }
}

interface Picture {
  type: 'jpeg' | 'png'
  file: string
  style: string
}

const FILL = 'inset:0;width:100%;height:100%;object-fit:contain'

function pictureOf({ logo, width, height, quad, blendMode }: Print): Picture {
  const from: [number, number][] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]
  const [a, b, c, d, e, f, g, h] = homography(from, quad)
  const matrix = [a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, 1].join(',')
  const style = `left:0;top:0;transform-origin:0 0;transform:matrix3d(${matrix});mix-blend-mode:${blendMode}`
  return { type: 'png', file: logo, style }
}

async function urlOf(type: string, file: string): Promise<string> {
  return `data:image/${type};base64,${(await readFile(file)).toString('base64')}`
}
