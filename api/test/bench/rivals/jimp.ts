import { BlendMode, Jimp } from 'jimp'
import { type Contender, type Print, SIZE, WIDTHS } from './task.ts'

const BLEND = {
  normal: BlendMode.SRC_OVER,
  multiply: BlendMode.MULTIPLY,
  screen: BlendMode.SCREEN,
  overlay: BlendMode.OVERLAY,
}

type Ready = { image: Awaited<ReturnType<typeof Jimp.read>>; x: number; y: number }

/** All JavaScript. It warps nothing and writes no WebP: upright prints, JPEG. */
export function openJimp({ photosKnown = false } = {}): Contender {
  const photos = new Map<string, ReturnType<typeof fit>>()
  const logos = new Map<string, Promise<Ready>>()
  return {
    async draw({ photo, prints, output: { quality } }) {
      if (photosKnown && !photos.has(photo)) photos.set(photo, fit(photo))
      const canvas = photosKnown ? (await photos.get(photo)!).clone() : await fit(photo)
      for (const print of prints) {
        if (!logos.has(print.logo)) logos.set(print.logo, ready(print))
        const { image, x, y } = await logos.get(print.logo)!
        canvas.composite(image, x, y, { mode: BLEND[print.blendMode] })
      }
      const large = await canvas.getBuffer('image/jpeg', { quality })
      const small = canvas.resize({ w: WIDTHS[1], h: WIDTHS[1] })
      return [large, await small.getBuffer('image/jpeg', { quality })]
    },
  }
}

async function fit(photo: string) {
  const picture = await Jimp.read(photo)
  const canvas = new Jimp({ width: SIZE, height: SIZE, color: 0xffffffff })
  const k = Math.min(SIZE / picture.width, SIZE / picture.height)
  const [w, h] = [Math.round(picture.width * k), Math.round(picture.height * k)]
  if (k !== 1) picture.resize({ w, h })
  return canvas.composite(picture, (SIZE - w) / 2, (SIZE - h) / 2)
}

// Jimp scales by whole pixels and turns without smoothing: so the print is laid out once for it, to the fraction of a
// pixel, as ours keeps its textures; what is timed is what it does with each photo.
async function ready({ logo, width, height, quad }: Print): Promise<Ready> {
  const image = await Jimp.read(logo)
  const [[ax, ay], [bx, by], , [dx, dy]] = quad as [Point, Point, Point, Point]
  const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)]
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))]
  const [w, h] = [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top]
  const print = new Jimp({ width: w, height: h, color: 0 })
  const determinant = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const sum = [0, 0, 0, 0]
      for (let k = 0; k < GRID * GRID; k++) {
        const px = left + x + ((k % GRID) + 0.5) / GRID - ax
        const py = top + y + (Math.floor(k / GRID) + 0.5) / GRID - ay
        const u = Math.floor((width * (px * (dy - ay) - py * (dx - ax))) / determinant)
        const v = Math.floor((height * (py * (bx - ax) - px * (by - ay))) / determinant)
        if (u < 0 || v < 0 || u >= width || v >= height) continue
        const texel = image.bitmap.data.subarray((v * width + u) * 4, (v * width + u) * 4 + 4)
        for (let c = 0; c < 3; c++) sum[c]! += texel[c]! * texel[3]!
        sum[3]! += texel[3]!
      }
      if (sum[3] === 0) continue
      const at = (y * w + x) * 4
      for (let c = 0; c < 3; c++) print.bitmap.data[at + c] = Math.round(sum[c]! / sum[3]!)
      print.bitmap.data[at + 3] = Math.round(sum[3]! / GRID ** 2)
    }
  }
  return { image: print as Ready['image'], x: left, y: top }
}

type Point = [number, number]
const GRID = 4
