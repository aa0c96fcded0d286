import { type ChosenSets, type PlannedItem, readItems } from './catalogue.ts'
import type { Findings } from './findings.ts'
import { type Folder, FolderError } from './folder.ts'
import { listOrders, type OrderFile } from './order-files.ts'
import { openPictures, type Pictures } from './pictures.ts'
import { PLACEMENTS_PATH, readPlacement, withoutPictures } from './placements.ts'
import { type PlannedTenant, readTenants } from './portals-folder.ts'
import { asObject, readJson } from './read.ts'
import { largest, type RawSet, readSources, SETS } from './sources.ts'

/** All that a checkout of the prototype holds, in our terms. Nothing is written yet. */
export interface Prototype {
  items: PlannedItem[]
  tenants: PlannedTenant[]
  orders: OrderFile[]
  /** Finds an item's photo below `public/`. */
  pictures: Pictures
  publicFolder: Folder | undefined
}

export async function readPrototype(folder: Folder, findings: Findings): Promise<Prototype> {
  const sources = await readSources(folder, findings)
  const chosen: ChosenSets = {}
  for (const set of SETS) {
    const best = largest(sources[set])
    if (!best) continue
    chosen[set] = best
    noteLeftOut(set, best, sources[set], findings)
  }
  const items = readItems(withMembers(chosen, sources.collections), findings)
  await readPlacements(folder, items, findings)
  const publicFolder = await openPublic(folder, findings)
  const claimed = items.flatMap(({ imageUrl }) => imageUrl ?? [])
  return {
    items,
    tenants: await readTenants(publicFolder, chosen.tenants, findings),
    orders: await listOrders(publicFolder, findings),
    pictures: await openPictures(publicFolder, claimed),
    publicFolder,
  }
}

async function openPublic(folder: Folder, findings: Findings): Promise<Folder | undefined> {
  const where = 'public'
  try {
    const found = await folder.below(where)
    if (!found)
      findings.add({
        severity: 'error',
        code: 'missing_file',
        where,
        message: 'There is no such folder, and so no picture.',
      })
    return found
  } catch (error) {
    if (!(error instanceof FolderError)) throw error
    findings.add({ severity: 'error', code: 'refused', where, message: `The folder ${error.message}.` })
    return undefined
  }
}

/** Sets that lost are named, and what only they hold. */
function noteLeftOut(set: string, best: RawSet, all: RawSet[], findings: Findings): void {
  const keyOf = (entry: Record<string, unknown>) => String(entry.id ?? entry.slug)
  const taken = new Set(best.entries.map(keyOf))
  for (const other of all) {
    if (other === best) continue
    const only = other.entries.map(keyOf).filter((key) => !taken.has(key))
    const tail = only.length > 0 ? `; only here, and left out: ${only.join(', ')}` : ''
    findings.add({
      ...{ severity: only.length > 0 ? 'warning' : 'note', code: 'left_out', where: other.where },
      message: `${best.where} holds the larger set of ${set} (${best.entries.length}, ${other.entries.length} here) and was taken${tail}.`,
    })
  }
}

/** The seed's collections do not list their products; where another set does, its list still counts. */
function withMembers(chosen: ChosenSets, all: RawSet[]): ChosenSets {
  const { collections } = chosen
  if (!collections) return chosen
  const listed = new Map(
    all
      .flatMap(({ entries }) => entries)
      .flatMap(({ id, productIds }) => (productIds ? [[id, productIds]] : [])),
  )
  for (const entry of collections.entries) entry.productIds ??= listed.get(entry.id)
  return chosen
}

async function readPlacements(folder: Folder, items: PlannedItem[], findings: Findings): Promise<void> {
  const raw = await readJson(folder, PLACEMENTS_PATH, findings)
  if (raw === undefined) return
  const placements = asObject(raw)
  if (!placements) {
    findings.add({
      ...{ severity: 'error', code: 'unreadable', where: PLACEMENTS_PATH },
      message: 'It is not one object by ids; no placement was read.',
    })
    return
  }
  for (const [id, value] of Object.entries(placements)) {
    // A product comes before a pack or collection of the same id.
    const item =
      items.find((candidate) => candidate.id === id && candidate.kind === 'product') ??
      items.find((candidate) => candidate.id === id)
    if (item) item.placement = readPlacement(value, item.subject, findings)
    else
      findings.add({
        ...{
          severity: 'warning',
          code: 'orphan',
          where: PLACEMENTS_PATH,
          subject: `placement ${id.slice(0, 200)}`,
        },
        message: 'It names no product, pack or collection and was kept aside.',
        aside: withoutPictures(value),
      })
  }
}
