import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { items } from '../../../sample/catalogue.ts'
import type { Layer } from '../../../src/render/layer.ts'
import { sharp } from '../../../src/render/libvips.ts'
import { corners, homography } from '../../render/reference.ts'
import { logoSvg, prepared } from '../../render/samples.ts'
import { type Print, SIZE, type Task } from './task.ts'

const PHOTOS = join(import.meta.dirname, '../../../sample/photos')
const LOGOS = ['google', 'slack', 'mastercard']

const DRAWN_BY_ALL = ['normal', 'multiply', 'screen', 'overlay']

/** Tasks from the sample catalogue, with the files they name. Nobody else bends prints, so nobody does here. */
export async function createTasks(): Promise<{
  perspective: Task[]
  upright: Task[]
  remove(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-rivals-'))
  const logos = await Promise.all(LOGOS.map((name) => storeLogo(folder, name)))
  const usable = items.filter(({ placement: { layers } }) =>
    layers.every(({ surface, blendMode = 'multiply' }) => !surface && DRAWN_BY_ALL.includes(blendMode)),
  )
  const tasks = await Promise.all(
    usable.map(async (item, i): Promise<Task> => {
      const logo = logos[i % logos.length]!
      const layers = item.placement.layers.map(plain)
      const prints = await Promise.all(
        layers.map((layer, n) => print(layer, logo, join(folder, `${i}-${n}.png`))),
      )
      const output = { format: 'webp', quality: 80, effort: 2 } as const
      return { photo: join(PHOTOS, item.photo), prints, placement: { layers }, logo, output }
    }),
  )
  const isUpright = ({ placement }: Task) => placement.layers.every(({ mode }) => mode === 'box')
  return {
    perspective: tasks.filter((task) => !isUpright(task)),
    upright: tasks.filter(isUpright),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const plain = (layer: Layer): Layer => ({
  ...layer,
  logoVariant: layer.logoVariant === 'auto' ? 'color' : (layer.logoVariant ?? 'color'),
})

async function storeLogo(folder: string, name: string): Promise<Task['logo']> {
  const { variants } = await prepared(logoSvg('logos', name))
  const store = async (variant: 'color' | 'light' | 'dark') => {
    const file = join(folder, `${name}-${variant}.png`)
    await writeFile(file, variants[variant])
    return file
  }
  return { color: await store('color'), light: await store('light'), dark: await store('dark') }
}

// Twice the size on the canvas is what our own textures have.
async function print(layer: Layer, logo: Task['logo'], file: string): Promise<Print> {
  // From memory: the engine has closed sharp's ways to files.
  const source = sharp(await readFile(logo[layer.logoVariant as keyof Task['logo']]))
  const { width: sourceWidth, height: sourceHeight } = await source.metadata()
  const quad = logoQuad(layer, sourceWidth / sourceHeight)
  const side = (a: number, b: number) => Math.hypot(quad[a]![0] - quad[b]![0], quad[a]![1] - quad[b]![1])
  const width = Math.ceil(2 * Math.max(side(0, 1), side(2, 3)))
  const height = Math.ceil(2 * Math.max(side(1, 2), side(3, 0)))
  const { data } = await source
    .resize(width, height, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  for (let i = 3; i < data.length; i += 4) data[i] = Math.round(data[i]! * (layer.opacity ?? 0.9))
  await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(file)
  return { logo: file, width, height, quad, blendMode: (layer.blendMode ?? 'multiply') as Print['blendMode'] }
}

// The logo is contained in the unit box; the unit box lands on the layer's corners.
function logoQuad(layer: Layer, ratio: number): [number, number][] {
  const unit: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]
  const h = homography(unit, corners(layer, SIZE))
  const [w, v] = ratio >= 1 ? [1, 1 / ratio] : [ratio, 1]
  return unit.map(([x, y]) => {
    const [px, py] = [0.5 + (x - 0.5) * w, 0.5 + (y - 0.5) * v]
    const z = h[6]! * px + h[7]! * py + 1
    return [(h[0]! * px + h[1]! * py + h[2]!) / z, (h[3]! * px + h[4]! * py + h[5]!) / z]
  })
}
