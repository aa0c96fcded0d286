import { contentKey, type RenderCache } from './cache.ts'
import { borrowCanvas, type Canvas, giveBack } from './canvas.ts'
import { compose, type LogoVariants } from './compose.ts'
import { DEFAULT_OUTPUTS, type EncodedFile, encode, type OutputSpec } from './encode.ts'
import { type Bases, fittedBases, MASTER_SIZE } from './fitted.ts'
import type { Placement } from './layer.ts'
import { JUDGED_SIZE, type Legibility } from './legibility.ts'
import { placeholder } from './placeholder.ts'
import type { Raster } from './raster.ts'

export type { Composition, LogoVariants } from './compose.ts'
export { compose } from './compose.ts'
export { type EncodedFile, encode, type OutputSpec } from './encode.ts'
export { type Bases, type FittedShelf, fittedBases, MASTER_SIZE } from './fitted.ts'
export type { Legibility } from './legibility.ts'

export interface RenderInput {
  /** The product photo's bytes, or its canvases. */
  photo?: Uint8Array
  bases?: Bases
  logo: LogoVariants
  placement: Placement
  outputs?: readonly OutputSpec[]
  cache?: RenderCache
  /** Stands for photo, logo and placement: who draws the same for other outputs later need not judge it again. */
  name?: string
}

export interface RenderedItem {
  files: EncodedFile[]
  /** ThumbHash, base64. */
  placeholder: string
  legibility: Legibility | null
}

/** What is found out about an item's pictures on that canvas, and holds for all of them. */
type Look = Omit<RenderedItem, 'files'> & { variants: Legibility['variant'][] }

/** Roughly. */
const LOOK_BYTES = 500

/**
 * One item's pictures: the photo fitted, every layer drawn at each width, encoded. Without layers this is the
 * plain photo. Same inputs, same bytes.
 * @throws {ImageError} when photo or logo cannot be decoded
 */
export async function renderItem(input: RenderInput): Promise<RenderedItem> {
  const { logo, placement, outputs = DEFAULT_OUTPUTS, cache, name } = input
  const bases = input.bases ?? basesOf(input)
  const canvases = new Map<number, Raster>()
  const borrowed: Canvas[] = []
  const draw = async (size: number, variants?: Legibility['variant'][]) => {
    const base = await bases(size)
    const canvas = borrowCanvas(base)
    borrowed.push(canvas)
    const composition = await compose({ base, logo, placement, cache, variants, canvas })
    canvases.set(size, composition.raster)
    return composition
  }
  try {
    const judge = async (): Promise<Look> => {
      const { raster, variants, legibility } = await draw(JUDGED_SIZE)
      return { variants, legibility, placeholder: placeholder(raster) }
    }
    const { variants, ...look } =
      cache && name ? await cache.use(`look:${name}`, judge, () => LOOK_BYTES) : await judge()
    const files: EncodedFile[] = []
    for (const output of outputs) {
      // Wider than the master there is nothing more to see.
      const size = Math.min(output.width, MASTER_SIZE)
      const canvas = canvases.get(size) ?? (await draw(size, variants)).raster
      files.push(...(await encode(canvas, [output])))
    }
    return { files, ...look }
  } finally {
    borrowed.forEach(giveBack)
  }
}

function basesOf({ photo, cache }: RenderInput): Bases {
  if (!photo) throw new TypeError('renderItem needs a photo or its canvases')
  return fittedBases({ hash: cache ? contentKey(photo) : '', load: async () => photo, cache })
}
