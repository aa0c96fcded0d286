import { readFile } from 'node:fs/promises'
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { type Contender, SIZE, WIDTHS } from './task.ts'

/** Skia without a browser: its transforms are affine, so upright and turned prints only. */
export function openNapiCanvas({ photosKnown = false } = {}): Contender {
  const photos = new Map<string, Promise<Canvas>>()
  const logos = new Map<string, Promise<Image>>()
  return {
    async draw({ photo, prints, output: { format, quality } }) {
      let canvas: Canvas
      if (photosKnown) {
        if (!photos.has(photo)) photos.set(photo, fit(photo))
        canvas = createCanvas(SIZE, SIZE)
        canvas.getContext('2d').drawImage(await photos.get(photo)!, 0, 0)
      } else canvas = await fit(photo)
      const context = canvas.getContext('2d')
      context.imageSmoothingQuality = 'high'
      for (const { logo, width, height, quad, blendMode } of prints) {
        if (!logos.has(logo))
          logos.set(
            logo,
            readFile(logo).then((bytes) => loadImage(bytes)),
          )
        const [a, b, , d] = quad as [number, number][]
        const [ax, ay] = a!
        context.setTransform(
          (b![0] - ax) / width,
          (b![1] - ay) / width,
          (d![0] - ax) / height,
          (d![1] - ay) / height,
          ax,
          ay,
        )
        context.globalCompositeOperation = blendMode === 'normal' ? 'source-over' : blendMode
        context.drawImage(await logos.get(logo)!, 0, 0)
      }
      const small = createCanvas(WIDTHS[1], WIDTHS[1])
      const smallContext = small.getContext('2d')
      smallContext.imageSmoothingQuality = 'high'
      smallContext.drawImage(canvas, 0, 0, WIDTHS[1], WIDTHS[1])
      const files: Uint8Array[] = []
      for (const each of [canvas, small])
        files.push(await (format === 'webp' ? each.encode('webp', quality) : each.encode('jpeg', quality)))
      return files
    },
  }
}

async function fit(photo: string): Promise<Canvas> {
  const picture = await loadImage(await readFile(photo))
  const canvas = createCanvas(SIZE, SIZE)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, SIZE, SIZE)
  const k = Math.min(SIZE / picture.width, SIZE / picture.height)
  const [w, h] = [picture.width * k, picture.height * k]
  context.drawImage(picture, (SIZE - w) / 2, (SIZE - h) / 2, w, h)
  return canvas
}
