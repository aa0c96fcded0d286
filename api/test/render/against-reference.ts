import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { items } from '../../sample/catalogue.ts'
import type { Layer } from '../../src/render/layer.ts'
import { decodeLogo } from '../../src/render/logo-texture.ts'
import { fitPhoto } from '../../src/render/photo.ts'
import type { Raster } from '../../src/render/raster.ts'
import { compose, type LogoVariants } from '../../src/render/render-item.ts'
import { drawReference } from './reference.ts'
import { LOGOS, layers, prepared, shadedBase } from './samples.ts'
import { keepSideBySide } from './side-by-side.ts'
import { type Picture, ssim } from './ssim.ts'

const SIZE = 1000
const PHOTOS = join(import.meta.dirname, '../../sample/photos')

export interface Case {
  what: string
  base: () => Promise<Raster>
  logo: string
  layer: Layer
}

export interface Likeness {
  what: string
  ssim: number
  /** By which pixels away from the logo's edges differ at most; null where the blend mode magnifies a level. */
  levels: number | null
}

/** Every layer of the sample catalogue on its own photo, with one logo after the other, or with each of them. */
export function sampleCases({ everyLogo }: { everyLogo: boolean }): Case[] {
  const names = Object.keys(LOGOS)
  const placed = items.flatMap(({ externalId, photo, placement }) => {
    let fitted: Promise<Raster> | undefined
    const base = async () => {
      fitted ??= readFile(join(PHOTOS, photo)).then((bytes) => fitPhoto(bytes, SIZE))
      return fitted
    }
    return placement.layers.map((layer) => ({ what: `${externalId} ${layer.id}`, base, layer }))
  })
  return placed.flatMap((one, i) =>
    (everyLogo ? names : [names[i % names.length]!]).map((logo) => ({
      ...one,
      logo,
      layer: { ...one.layer, logoVariant: 'color' },
    })),
  )
}

/** Layers of shapes, bends and blend modes that the sample does not have. */
export function drawnCases(count: number): Case[] {
  const names = Object.keys(LOGOS)
  const base = { ...shadedBase(SIZE), channels: 3 as const }
  return layers(count).map((layer, i) => ({
    what: `layer ${i}`,
    base: async () => base,
    logo: names[i % names.length]!,
    layer,
  }))
}

/** Draws each case twice, by the engine and by the reference, and compares the two before encoding. */
export async function* compareAll(cases: Case[]): AsyncGenerator<Likeness> {
  const logos = new Map<string, { variants: LogoVariants; color: Raster }>()
  for (const { what, base: load, logo: name, layer } of cases) {
    const { variants, color } = logos.get(name) ?? (await readLogo(name))
    logos.set(name, { variants, color })
    const base = await load()
    const reference = drawReference(base, color, layer)
    const { raster } = await compose({ base, logo: variants, placement: { layers: [layer] } })
    const likeness = {
      what: `${what}, ${name}, ${layer.blendMode}`,
      ssim: ssim(reference.picture, raster, reference.box),
      // Dodge and burn divide by the ink: one level of it comes out as several.
      levels: /dodge|burn/.test(layer.blendMode ?? '') ? null : greatestDifference(raster, reference),
    }
    if (likeness.ssim < 0.98 || (likeness.levels ?? 0) > 2) {
      const file = await keepSideBySide(raster, reference.picture, reference.box, likeness.what)
      console.log(`${likeness.what}: SSIM ${likeness.ssim.toFixed(4)}, see ${file}`)
    }
    yield likeness
  }
}

export function summary(found: Likeness[]) {
  const byScore = found.toSorted((a, b) => a.ssim - b.ssim)
  const byLevels = found.toSorted((a, b) => (b.levels ?? 0) - (a.levels ?? 0))
  const [least, furthest] = [byScore[0]!, byLevels[0]!]
  return {
    least: least.ssim,
    median: byScore[byScore.length >> 1]!.ssim,
    levels: furthest.levels ?? 0,
    text:
      `SSIM to the reference over ${found.length} prints: least ${least.ssim.toFixed(5)} (${least.what}), ` +
      `median ${byScore[byScore.length >> 1]!.ssim.toFixed(5)}; away from edges ` +
      `${(furthest.levels ?? 0).toFixed(2)} levels at most (${furthest.what})`,
  }
}

async function readLogo(name: string) {
  const { variants } = await prepared(LOGOS[name]!())
  return { variants, color: await decodeLogo(variants.color) }
}

function greatestDifference(raster: Picture, reference: ReturnType<typeof drawReference>): number {
  let most = 0
  for (const at of plainPixels(reference))
    for (let i = at * 3; i < at * 3 + 3; i++)
      most = Math.max(most, Math.abs(raster.data[i]! - reference.exact[i]!))
  return most
}

const NEIGHBOURS = [-1, 1, -SIZE, SIZE, -SIZE - 1, SIZE + 1, -SIZE + 1, SIZE - 1]

// Pixels of the logo away from its edges: ink and coverage are those of the eight neighbours.
function* plainPixels({ ink, box }: ReturnType<typeof drawReference>): Generator<number> {
  for (let y = Math.max(1, box.top); y < Math.min(SIZE - 1, box.top + box.height); y++) {
    for (let x = Math.max(1, box.left); x < Math.min(SIZE - 1, box.left + box.width); x++) {
      const at = y * SIZE + x
      if (ink[at * 4 + 3] !== 0 && NEIGHBOURS.every((d) => sameInk(ink, at, at + d))) yield at
    }
  }
}

function sameInk(ink: Float32Array, a: number, b: number): boolean {
  for (let c = 0; c < 4; c++) if (Math.abs(ink[a * 4 + c]! - ink[b * 4 + c]!) >= 0.012) return false
  return true
}
