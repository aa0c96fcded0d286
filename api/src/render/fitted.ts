import type { RenderCache } from './cache.ts'
import { borrowCanvas, giveBack } from './canvas.ts'
import { ENGINE_VERSION } from './fingerprint.ts'
import { fitPhoto, resizeRaster } from './photo.ts'
import type { Raster } from './raster.ts'

/** Side of the canvas that the smaller ones are scaled from. */
export const MASTER_SIZE = 1000

/** Where fitted photos lie when memory has forgotten them. It may forget or be forgotten itself: they can be made again. */
export interface FittedShelf {
  read(key: string, byteLength: number): Promise<Uint8Array | undefined>
  write(key: string, data: Uint8Array): Promise<void>
}

/** The canvas of an item before any logo, by its side in pixels. Who reads or paints it borrows it: see canvas.ts. */
export type Bases = (size: number) => Promise<Raster>

/**
 * The canvases of one photo: from the cache, then from the shelf, then made of the photo, and kept in both.
 * @param hash of the photo's bytes
 */
export function fittedBases(photo: {
  hash: string
  load: () => Promise<Uint8Array>
  cache?: RenderCache
  shelf?: FittedShelf
}): Bases {
  const { hash, load, cache, shelf } = photo
  const bases: Bases = (size) => {
    const find = () => shelved(size)
    return cache ? cache.use(`base:${size}:${hash}`, find, (raster) => raster.data.byteLength) : find()
  }
  return bases

  async function shelved(size: number): Promise<Raster> {
    const key = `${hash}-${size}-${ENGINE_VERSION}`
    const data = await shelf?.read(key, size * size * 3)
    if (data) return { data, width: size, height: size, channels: 3 }
    const made =
      size === MASTER_SIZE
        ? await fitPhoto(await load(), MASTER_SIZE)
        : await scaledBase(await bases(MASTER_SIZE), size)
    await shelf?.write(key, made.data)
    return made
  }
}

/** A base at another size, without the paint of whoever may be painting on it. */
export async function scaledBase(master: Raster, size: number): Promise<Raster> {
  if (size === master.width) return master
  const canvas = borrowCanvas(master)
  try {
    return await resizeRaster(canvas, size, size)
  } finally {
    giveBack(canvas)
  }
}
