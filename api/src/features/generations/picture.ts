import type { LogoVariantName, StoredImage, StoredLogo, StoredPhoto, TenantRow } from '../../data/rows.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { RenderCache } from '../../render/cache.ts'
import { type EncodedFile, encode, type OutputSpec } from '../../render/encode.ts'
import { type Bases, type FittedShelf, fittedBases, MASTER_SIZE } from '../../render/fitted.ts'
import type { Placement } from '../../render/placement.ts'
import { type Legibility, type RenderedItem, renderItem } from '../../render/render-item.ts'

export interface PictureInputs {
  photo: StoredPhoto
  logo: StoredLogo
  placement: Placement
}

/** Files of a render, as its row names them. */
export interface StoredPicture {
  files: StoredImage[]
  placeholder: string
  legibility: Legibility | null
}

/** Draws from what is stored: each photo is decoded once, each logo once, whoever asks. */
export interface Pictures {
  /** @param options.name stands for the inputs, when they may be drawn again for other outputs */
  draw(
    inputs: PictureInputs,
    options: { outputs: readonly OutputSpec[]; name?: string },
  ): Promise<RenderedItem>
  /** The photo alone, as it lies beneath a logo. */
  plain(photo: StoredPhoto, options: { outputs: readonly OutputSpec[] }): Promise<EncodedFile[]>
  /** Draws and stores, under names that follow from the fingerprint; what `known` has already is not made again. */
  store(
    tenant: Pick<TenantRow, 'id' | 'accountId'>,
    inputs: PictureInputs,
    fingerprint: string,
    outputs: readonly OutputSpec[],
    known?: StoredImage[],
  ): Promise<StoredPicture>
}

export function createPictures(parts: {
  files: ObjectStore
  cache: RenderCache
  shelf?: FittedShelf
}): Pictures {
  const { files, cache, shelf } = parts
  const draw: Pictures['draw'] = async ({ photo, logo, placement }, options) =>
    renderItem({ bases: basesOf(photo), logo: await variants(logo), placement, cache, ...options })

  return {
    draw,

    plain: async (photo, { outputs }) => encode(await basesOf(photo)(MASTER_SIZE), outputs),

    async store(tenant, inputs, fingerprint, outputs, known = []) {
      const keyOf = ({ width, format }: OutputSpec) =>
        `${tenant.accountId}/${tenant.id}/renders/${fingerprint}-${width}.${format}`
      const kept = known.filter(({ key }) => outputs.some((output) => keyOf(output) === key))
      const missing = outputs.filter((output) => !kept.some(({ key }) => key === keyOf(output)))
      const {
        files: made,
        placeholder,
        legibility,
      } = await draw(inputs, { outputs: missing, name: fingerprint })
      const stored = [...kept]
      for (const { bytes, ...file } of made) {
        await files.put(keyOf(file), bytes)
        stored.push({ key: keyOf(file), ...file, bytes: bytes.byteLength })
      }
      return { files: stored, placeholder, legibility }
    },
  }

  function basesOf(photo: StoredPhoto): Bases {
    const load = async () => (await files.get(photo.key)).body
    return fittedBases({ hash: photo.hash, load, cache, shelf })
  }

  function variants(logo: StoredLogo) {
    const names = ['color', 'light', 'dark'] as const satisfies LogoVariantName[]
    return cache.use(
      `logo ${logo.hash}`,
      async () => {
        const [color, light, dark] = await Promise.all(
          names.map(async (name) => (await files.get(logo.variants[name])).body),
        )
        return { color: color!, light: light!, dark: dark! }
      },
      (bodies) => Object.values(bodies).reduce((sum, { byteLength }) => sum + byteLength, 0),
    )
  }
}

export function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000
}
