import { type Vitrine, VitrineError } from '../../src/index.ts'
import { isNoAccess } from '../exit.ts'
import { limiter } from '../limiter.ts'
import { type Changes, changesOf, IMAGE_HASH } from './changes.ts'
import { type Entry, KINDS } from './folder.ts'
import { type Item, itemsOf } from './items.ts'

export type Pushed = {
  kind: Entry['kind']
  externalId: string
  outcome: 'created' | 'updated' | 'unchanged' | 'failed'
  id: string | null
  /** Fields that were sent; also `image` and `placement`. */
  sent: string[]
  error: { code: string; message: string } | null
}

type Options = { dryRun: boolean; signal: AbortSignal; onDone: () => void }
type Known = { existing: Map<string, Item>; ids: Map<string, string> }

/** Items of one kind at a time, so that what others refer to is there; of a kind, so many at once. */
const CONCURRENCY = 4

/** Brings each item to what its folder says, and sends nothing else. Items fail alone. */
export async function push(
  client: Vitrine,
  entries: Entry[],
  existing: Map<string, Item>,
  options: Options,
): Promise<Pushed[]> {
  const ids = new Map([...existing].map(([key, { id }]) => [key, id]))
  const limit = limiter(CONCURRENCY)
  const pushed: Pushed[] = []
  for (const kind of KINDS) {
    const pushing = entries
      .filter((entry) => entry.kind === kind)
      .map((entry) => limit(() => pushOne(client, entry, { existing, ids }, options)))
    pushed.push(...(await Promise.all(pushing)))
  }
  return pushed
}

async function pushOne(
  client: Vitrine,
  entry: Entry,
  { existing, ids }: Known,
  { dryRun, signal, onDone }: Options,
): Promise<Pushed> {
  const { kind, externalId } = entry
  const key = `${kind} ${externalId}`
  const known = existing.get(key)
  const changes = changesOf(entry, wantedOf(entry, ids), known)
  const sent = namesOf(changes, known)
  const outcome = !known ? 'created' : sent.length > 0 ? 'updated' : 'unchanged'
  const result: Pushed = { kind, externalId, outcome, id: known?.id ?? null, sent, error: null }
  try {
    signal.throwIfAborted()
    if (!dryRun && outcome !== 'unchanged')
      result.id = await send(client, { entry, known, changes, signal, onCreated: (id) => ids.set(key, id) })
  } catch (error) {
    if (signal.aborted || isNoAccess(error) || !(error instanceof VitrineError)) throw error
    Object.assign(result, { outcome: 'failed', error: { code: error.code, message: error.message } })
  }
  onDone()
  return result
}

type Sending = {
  entry: Entry
  known: Item | undefined
  changes: Changes
  signal: AbortSignal
  onCreated: (id: string) => void
}

/** The image before its fingerprint: broken off in between, it is sent once more, and never taken for sent. */
async function send(client: Vitrine, { entry, known, changes, signal, onCreated }: Sending): Promise<string> {
  const { kind, externalId, placement, image } = entry
  const items = itemsOf(client, kind)
  let item = known ?? (await items.create({ ...changes.fields, externalId }, { signal }))
  onCreated(item.id)
  if (changes.image && image) item = await items.setImage(item.id, image.path, { ifMatch: item, signal })
  if (changes.placement && placement)
    item = await items.setPlacement(item.id, placement, { ifMatch: item, signal })
  if (known && Object.keys(changes.fields).length > 0)
    await items.update(item.id, changes.fields, { ifMatch: item, signal })
  return item.id
}

/** What the API is to be told, with its ids instead of the names of folders. */
function wantedOf({ fields, collection, items }: Entry, ids: Map<string, string>): Record<string, unknown> {
  // In a dry run what would be created has no id yet, and differs for sure.
  const idOf = (kind: string, name: string) => ids.get(`${kind} ${name}`) ?? `(new ${kind} ${name})`
  return {
    ...fields,
    ...(collection !== undefined && { collectionId: collection && idOf('collection', collection) }),
    ...(items && {
      items: items.map(({ product, quantity }) => ({ productId: idOf('product', product), quantity })),
    }),
  }
}

function namesOf({ fields, image, placement }: Changes, known: Item | undefined): string[] {
  const { [IMAGE_HASH]: _before, ...before } = { ...known?.metadata }
  const { [IMAGE_HASH]: _after, ...after } = { ...(fields.metadata as Record<string, string> | undefined) }
  // The fingerprint alone is not worth a word beside the image.
  const isTold = !image || Object.keys({ ...before, ...after }).some((key) => before[key] !== after[key])
  const names = Object.keys(fields).filter((name) => name !== 'metadata' || isTold)
  return [...names, ...(image ? ['image'] : []), ...(placement ? ['placement'] : [])]
}
