import { drawLayer, drawVariant, type LogoSources } from '../../../api/src/render/draw-layer.ts'
import type { Placement } from '../../../api/src/render/layer.ts'
import { JUDGED_SIZE, type Legibility } from '../../../api/src/render/legibility.ts'
import { DARK, inOneColor, LIGHT } from '../../../api/src/render/logo-mono.ts'
import type { Raster } from '../../../api/src/render/raster.ts'
import { readyTexture, type Texture } from '../../../api/src/render/texture.ts'

// The server's own code for layers, on pixels that the browser decoded.

/** Side of the picture that is drawn, in pixels: that of the server's master. */
export const SIZE = 1000

interface Sized {
  url: string
  width: number
}

/** The photo without a logo, as the API has fitted it to the square, in raw RGB. */
export interface Base extends Raster {
  /** Smaller: versions of a logo are chosen on it, as the server does. */
  judged: Raster
}

export async function baseOf(photo: Blob): Promise<Base> {
  const bitmap = await createImageBitmap(photo)
  return { ...squareOf(bitmap, SIZE), judged: squareOf(bitmap, JUDGED_SIZE) }
}

function squareOf(bitmap: ImageBitmap, size: number): Raster {
  const rgba = scaledPixels(bitmap, size, size)
  const data = new Uint8Array(size * size * 3)
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    data[to] = rgba[from]!
    data[to + 1] = rgba[from + 1]!
    data[to + 2] = rgba[from + 2]!
  }
  return { data, width: size, height: size, channels: 3 }
}

/** A tenant's logo in the three versions that a layer chooses from. */
export async function loadLogo(images: readonly Sized[]): Promise<LogoSources> {
  return logoSources(await bitmapOf(largest(images).url))
}

/** From any drawing: what stands for a logo while there is none. */
export function logoSources(drawing: ImageBitmap | OffscreenCanvas): LogoSources {
  const { width, height } = drawing
  const pixels = scaledPixels(drawing, width, height)
  const color: Raster = { data: new Uint8Array(pixels.buffer), width, height, channels: 4 }
  // A logo without a transparent pixel would come out as a solid block: the server keeps its colours as well.
  const solid = pixels.every((value, i) => i % 4 !== 3 || value === 255)
  const [light, dark] = solid ? [color, color] : inOneColor(color, [LIGHT, DARK])
  const versions = { color: drawing, light: canvasOf(light!), dark: canvasOf(dark!) }
  const textures = new Map<string, Texture>()
  return async (variant) => ({
    width,
    height,
    async texture(w, h) {
      const key = `${variant} ${w} ${h}`
      const known = textures.get(key) ?? readyTexture(scaledPixels(versions[variant], w, h), w, h)
      textures.set(key, known)
      return known
    },
  })
}

/** What a placement looks like, and how well the least legible layer can be read. */
export async function drawPlacement(
  base: Base,
  logo: LogoSources,
  placement: Placement,
): Promise<{ picture: ImageData; legibility: Legibility | undefined }> {
  const trial: Raster = { ...base.judged, data: new Uint8Array(base.judged.data) }
  const canvas: Raster = { ...base, data: new Uint8Array(base.data) }
  const drawn: Legibility[] = []
  for (const layer of placement.layers) {
    const judged = await drawLayer(trial, logo, layer)
    await drawVariant(canvas, logo, layer, judged.variant)
    drawn.push(judged)
  }
  const picture = new ImageData(canvas.width, canvas.height)
  for (let from = 0, to = 0; from < canvas.data.length; from += 3, to += 4) {
    picture.data[to] = canvas.data[from]!
    picture.data[to + 1] = canvas.data[from + 1]!
    picture.data[to + 2] = canvas.data[from + 2]!
    picture.data[to + 3] = 255
  }
  return { picture, legibility: drawn.sort((a, b) => a.ratio - b.ratio)[0] }
}

function largest(images: readonly Sized[]): Sized {
  return images.toSorted((a, b) => b.width - a.width)[0]!
}

async function bitmapOf(url: string): Promise<ImageBitmap> {
  const response = await fetch(url, { mode: 'cors', credentials: 'omit' })
  if (!response.ok) throw new Error(`The picture answers ${response.status}.`)
  return createImageBitmap(await response.blob())
}

function scaledPixels(
  source: ImageBitmap | OffscreenCanvas,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer>
}

function canvasOf({ data, width, height }: Raster): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0)
  return canvas
}
