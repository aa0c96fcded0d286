import type { Findings } from './findings.ts'
import type { Folder } from './folder.ts'
import { beginOf, type LiteralArray, readArrays } from './literals.ts'
import { asObject, readJson, readText } from './read.ts'

export const SETS = ['collections', 'products', 'packs', 'tenants'] as const
export type SetName = (typeof SETS)[number]

/** Objects as they stand in a file, before anybody asks what they mean. */
export interface RawSet {
  where: string
  entries: Record<string, unknown>[]
}

const EXTENSIONS = ['ts', 'tsx', 'js', 'mjs', 'json']
const SEEDS = EXTENSIONS.map((extension) => `prisma/seed.${extension}`)
const FILES = [
  ...(['products', 'packs', 'collections'] as const).flatMap((name) =>
    EXTENSIONS.map((extension) => `src/data/${name}.${extension}`),
  ),
  ...SEEDS,
]

/** Every set of the catalogue and every list of tenants there is, from all files that may hold one. */
export async function readSources(folder: Folder, findings: Findings): Promise<Record<SetName, RawSet[]>> {
  const sets: Record<SetName, RawSet[]> = { collections: [], products: [], packs: [], tenants: [] }
  for (const path of FILES) {
    const arrays = path.endsWith('.json')
      ? await arraysOfJson(folder, path, findings)
      : await arraysOfModule(folder, path, findings)
    for (const { name, line, values, computed } of arrays) {
      const where = line > 0 ? `${path}:${line}` : path
      const set = setOf(name, values) ?? setOf(/^src\/data\/(\w+)\./.exec(path)?.[1], values)
      if (!set) {
        findings.add({
          severity: 'note',
          code: 'left_out',
          where,
          message: `The array ${name ?? 'here'} is neither products, packs, collections nor tenants.`,
        })
        continue
      }
      for (const { at, line: at_, what } of computed)
        findings.add({
          severity: 'error',
          code: 'computed',
          where: `${path}:${at_}`,
          message: `${set}${at} is ${what}; only what is written out is read, so it was left out.`,
        })
      sets[set].push({ where, entries: values })
    }
  }
  return sets
}

/** Where one entry of a set stands. */
export function whereOf(set: string, entry: object): string {
  const line = beginOf(entry)
  return line ? set.replace(/:\d+$/, `:${line}`) : set
}

/** The largest set, the seed's where two are as large: that is the one that was kept up to date. */
export function largest(sets: RawSet[]): RawSet | undefined {
  return sets.toSorted((a, b) => b.entries.length - a.entries.length || rank(b) - rank(a))[0]
}

function rank({ where }: RawSet): number {
  return where.startsWith('prisma/') ? 1 : 0
}

async function arraysOfModule(folder: Folder, path: string, findings: Findings): Promise<LiteralArray[]> {
  const source = await readText(folder, path, findings)
  if (source === undefined) return []
  try {
    return readArrays(source, path)
  } catch (error) {
    findings.add({
      severity: 'error',
      code: 'unreadable',
      where: path,
      message: `It cannot be parsed: ${(error as Error).message.split('\n')[0]}`,
    })
    return []
  }
}

async function arraysOfJson(folder: Folder, path: string, findings: Findings): Promise<LiteralArray[]> {
  const value = await readJson(folder, path, findings)
  const named: [string | undefined, unknown][] = Array.isArray(value)
    ? [[undefined, value]]
    : Object.entries(asObject(value) ?? {})
  return named.flatMap(([name, entries]) => {
    const values = Array.isArray(entries) ? entries.filter((entry) => asObject(entry)) : []
    return values.length > 0 ? [{ name, line: 0, values, computed: [] }] : []
  })
}

/** What an array holds, by its name, else by the fields of what is in it. */
function setOf(name: string | undefined, values: Record<string, unknown>[]): SetName | undefined {
  const named = values.filter((value) => 'name' in value && ('id' in value || 'slug' in value))
  if (named.length * 2 <= values.length) return undefined
  const byName = SETS.find((set) => name?.toLowerCase().includes(set.slice(0, -1)))
  if (byName) return byName
  const has = (field: string) => values.some((value) => field in value)
  if (has('productIds')) return 'collections'
  if (has('items')) return 'packs'
  if (has('price')) return 'products'
  return has('primaryColor') || has('logoUrl') ? 'tenants' : undefined
}
