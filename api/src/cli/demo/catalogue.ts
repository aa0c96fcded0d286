import { fileURLToPath } from 'node:url'
import type { Vitrine } from '../../../../sdk/src/index.ts'
import {
  collections,
  packs,
  products,
  type SampleCollection,
  type SamplePack,
  type SampleProduct,
} from '../../../sample/catalogue.ts'
import type { Progress } from '../progress.ts'

type Locale = 'fr' | 'en'
type Sample = SampleCollection | SampleProduct | SamplePack

/** Brings the sample catalogue into the account, item by item; what is there from an earlier run is left as it is. */
export async function loadCatalogue(
  client: Vitrine,
  locale: Locale,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const bar = progress.bar('Catalogue')
  const total = collections.length + products.length + packs.length
  let done = 0
  const ids = new Map<string, string>()

  for (const [position, sample] of collections.entries()) {
    const item =
      (await firstOf(client.collections.list({ externalId: sample.externalId }))) ??
      (await client.collections.create({ ...common(sample, locale), position }))
    await finish(client.collections, item, sample)
  }
  for (const [position, sample] of products.entries()) {
    const item =
      (await firstOf(client.products.list({ externalId: sample.externalId }))) ??
      (await client.products.create({
        ...common(sample, locale),
        ...sold(sample, locale),
        position,
        category: sample.category,
        collectionId: ids.get(sample.collection),
      }))
    await finish(client.products, item, sample)
  }
  for (const [position, sample] of packs.entries()) {
    const items = sample.contents.map(({ product, quantity }) => ({ productId: ids.get(product)!, quantity }))
    const { tags: _tags, ...fields } = sold(sample, locale)
    const item =
      (await firstOf(client.packs.list({ externalId: sample.externalId }))) ??
      (await client.packs.create({ ...common(sample, locale), ...fields, position, items }))
    await finish(client.packs, item, sample)
  }

  type Resource = Pick<typeof client.products, 'setImage' | 'setPlacement'>
  type Existing = { id: string; image: unknown; placement: { layers: unknown[] } }
  async function finish(
    resource: { [K in keyof Resource]: (...input: Parameters<Resource[K]>) => Promise<unknown> },
    item: Existing,
    sample: Sample,
  ): Promise<void> {
    signal.throwIfAborted()
    ids.set(sample.externalId, item.id)
    if (!item.image) await resource.setImage(item.id, photoPath(sample.photo))
    if (item.placement.layers.length === 0 && sample.placement.layers.length > 0)
      await resource.setPlacement(item.id, sample.placement)
    done += 1
    bar.update(done, total, sample.name[locale])
    if (done === total) bar.update(done, total, 'photos and placements')
  }
}

function common(sample: Sample, locale: Locale) {
  const { externalId, slug } = sample
  return { externalId, slug, name: sample.name[locale], description: sample.description[locale] }
}

function sold({ price, minQuantity, quantityStep, tags }: SampleProduct | SamplePack, locale: Locale) {
  return { price, minQuantity, quantityStep, tags: [...new Set(tags.map((tag) => tag[locale]))] }
}

function photoPath(name: string): string {
  return fileURLToPath(new URL(`../../../sample/photos/${name}`, import.meta.url))
}

async function firstOf<T>(list: PromiseLike<{ data: T[] }>): Promise<T | undefined> {
  return (await list).data[0]
}
