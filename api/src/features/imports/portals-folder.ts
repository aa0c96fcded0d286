import { isReserved } from '../../slug.ts'
import { isSlug, noteDropped, type Place, readColor, readString } from './fields.ts'
import type { Findings } from './findings.ts'
import { type Entry, type Folder, FolderError } from './folder.ts'
import { toPath } from './pictures.ts'
import { asObject, readJson } from './read.ts'
import { type RawSet, whereOf } from './sources.ts'

/** A tenant of the prototype in our terms. */
export interface PlannedTenant extends Place {
  slug: string
  name: string
  primaryColor?: string | undefined
  secondaryColor?: string | undefined
  createdAt?: string | undefined
  /** Files below `public/` that may be its logo, the likeliest first. */
  logos: string[]
}

const PORTALS = 'portals'
const FIELDS = ['id', 'slug', 'name', 'logoUrl', 'primaryColor', 'secondaryColor', 'createdAt']
/** Where nothing else decides, the sharpest first. */
const LOGO = /^logo(\.(svg|png|webp|avif|jpe?g|gif|[a-z0-9]{1,8}))?$/i
const BEST = ['svg', 'png', 'webp', 'avif', 'jpg', 'jpeg']

/** Tenants from `public/portals/<slug>/config.json` and from the seed's list, which fills in what the first leaves out. */
export async function readTenants(
  pictures: Folder | undefined,
  seed: RawSet | undefined,
  findings: Findings,
): Promise<PlannedTenant[]> {
  const found = new Map<string, PlannedTenant>()
  for (const { slug, where, entry } of [...(await readFolders(pictures, findings)), ...readSeed(seed)]) {
    const known = found.get(slug)
    if (known) {
      known.primaryColor ??= readColor(textOf(entry.primaryColor))
      known.secondaryColor ??= readColor(textOf(entry.secondaryColor))
      continue
    }
    const tenant = await readTenant(pictures, { slug, where, entry }, findings)
    if (tenant) found.set(slug, tenant)
  }
  return [...found.values()]
}

interface Raw {
  slug: string
  where: string
  entry: Record<string, unknown>
}

async function readFolders(pictures: Folder | undefined, findings: Findings): Promise<Raw[]> {
  const found: Raw[] = []
  for (const { name, kind } of (await pictures?.list(PORTALS)) ?? []) {
    const path = `${PORTALS}/${name}`
    const where = `public/${path}`
    if (kind === 'outside')
      findings.add({
        severity: 'error',
        code: 'refused',
        where,
        message: 'It is a link that leaves the folder.',
      })
    if (kind !== 'folder') continue
    const config = await readJson(pictures!, `${path}/config.json`, findings, `${where}/config.json`)
    const entry = asObject(config)
    if (entry) {
      // The address in circulation is the folder's name; an empty slug was an address nobody could open.
      const slug = entry.slug === '' ? '' : name
      if (typeof entry.slug === 'string' && entry.slug !== slug)
        findings.add({
          ...{ severity: 'warning', code: 'slug', where: `${where}/config.json`, subject: `tenant ${name}` },
          message: `It calls itself ${entry.slug.slice(0, 80)}; the folder’s name is the address in circulation and counts.`,
        })
      found.push({ slug, where: `${where}/config.json`, entry })
    } else
      findings.add({
        ...{ severity: 'warning', code: 'orphan', where, subject: `tenant ${name}` },
        message: 'The folder has no config.json that can be read; it alone makes no tenant.',
      })
  }
  return found
}

function readSeed(seed: RawSet | undefined): Raw[] {
  return (seed?.entries ?? []).map((entry) => ({
    slug: textOf(entry.slug) ?? '',
    where: whereOf(seed!.where, entry),
    entry,
  }))
}

async function readTenant(
  pictures: Folder | undefined,
  { slug, where, entry }: Raw,
  findings: Findings,
): Promise<PlannedTenant | undefined> {
  const place = { where, subject: slug ? `tenant ${slug.slice(0, 80)}` : 'tenant without a slug' }
  const reason = whyNot(slug)
  if (reason) {
    findings.add({
      ...{ severity: 'error', code: 'slug', ...place },
      message: `Its slug ${reason}; the tenant was left out.`,
    })
    return undefined
  }
  const all = where.replace(/^public\/portals\/[^/]+/, 'public/portals/*').replace(/:\d+$/, '')
  noteDropped(entry, FIELDS, all, findings)
  const text = (field: string, max: number) => readString(entry[field], { ...place, field, max }, findings)
  const color = (field: string) => {
    const given = text(field, 100)
    const read = readColor(given)
    if (given && !read)
      findings.add({
        ...{ severity: 'warning', code: 'adjusted', ...place },
        message: `${field} is no #rrggbb; the colour is taken from the logo instead.`,
      })
    return read
  }
  const name = text('name', 200)
  if (!name)
    findings.add({
      ...{ severity: 'warning', code: 'invalid', ...place },
      message: 'It has no name; its slug stands in.',
    })
  const createdAt = text('createdAt', 40)
  return {
    ...place,
    ...{ slug, name: name ?? slug },
    primaryColor: color('primaryColor'),
    secondaryColor: color('secondaryColor'),
    createdAt:
      createdAt && !Number.isNaN(Date.parse(createdAt)) ? new Date(createdAt).toISOString() : undefined,
    logos: await findLogos(pictures, slug, text('logoUrl', 2000), place, findings),
  }
}

function whyNot(slug: string): string | undefined {
  if (slug === '') return 'is empty'
  if (isReserved(slug)) return 'is a reserved word'
  return isSlug(slug) ? undefined : 'may not stand in an address'
}

/** The file that the config names first, then whatever else is called logo beside it. */
async function findLogos(
  pictures: Folder | undefined,
  slug: string,
  logoUrl: string | undefined,
  place: Place,
  findings: Findings,
): Promise<string[]> {
  const say = (severity: 'warning' | 'error', code: 'refused' | 'nearby_file', message: string) =>
    findings.add({ severity, code, ...place, message })
  const folder = `${PORTALS}/${slug}`
  const entries = (await pictures?.list(folder)) ?? []
  const beside = entries.filter(({ name }) => LOGO.test(name)).toSorted(byWorth)
  for (const { name, kind } of beside)
    if (kind === 'outside') say('error', 'refused', `${name} is a link that leaves the folder.`)
  const files = beside.filter(({ kind }) => kind === 'file').map(({ name }) => `${folder}/${name}`)
  if (logoUrl === undefined) return files
  const named = toPath(logoUrl)
  if (named === undefined) {
    say('error', 'refused', 'Its logoUrl leads out of public/, or is no path.')
    return files
  }
  // Relative to the site, or to its own folder.
  for (const path of [named, `${folder}/${named}`]) {
    const there = await exists(pictures, path)
    if (there === undefined) say('error', 'refused', 'Its logoUrl is a link that leaves the folder.')
    if (there) return [path, ...files.filter((file) => file !== path)]
  }
  if (files.length > 0)
    say('warning', 'nearby_file', `The file of its logoUrl is missing; ${files[0]} was taken.`)
  return files
}

/** Whether there is such a file; undefined where a link leads out to it. */
async function exists(pictures: Folder | undefined, path: string): Promise<boolean | undefined> {
  const at = path.lastIndexOf('/')
  try {
    const entries = (await pictures?.list(at < 0 ? '.' : path.slice(0, at))) ?? []
    const entry = entries.find(({ name }) => name === path.slice(at + 1))
    return entry?.kind === 'outside' ? undefined : entry?.kind === 'file'
  } catch (error) {
    if (error instanceof FolderError) return undefined
    throw error
  }
}

function byWorth(a: Entry, b: Entry): number {
  const worth = ({ name }: Entry) => {
    const rank = BEST.indexOf(name.split('.')[1]?.toLowerCase() ?? '')
    return rank < 0 ? BEST.length : rank
  }
  return worth(a) - worth(b)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
