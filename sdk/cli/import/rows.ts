import { readdir, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { TenantCreate } from '../../src/index.ts'
import { CliError, EXIT } from '../exit.ts'
import { type Line, readTable } from './table.ts'

/** A tenant that is wanted. */
export type Row = {
  line: number
  input: TenantCreate & { externalId: string }
  /** Path or public address of its logo; undefined where it has none. */
  logo: string | undefined
}
export type Problem = { line: number; message: string }

const LOGO_TYPES = ['.svg', '.png', '.webp', '.jpg', '.jpeg', '.avif']
const LOGO_LIMIT_BYTES = 10_000_000

/** All that can be told without the API: rows that are right, and what is wrong with the others. */
export async function readRows(
  path: string,
  logosDir?: string,
): Promise<{ rows: Row[]; problems: Problem[] }> {
  const lines = await readTable(path)
  const names = logosDir === undefined ? [] : await filesIn(logosDir)
  const [rows, problems]: [Row[], Problem[]] = [[], []]
  const seen = new Map<string, number>()
  for (const entry of lines) {
    const wrong: string[] = []
    const input = inputOf(entry, wrong)
    const earlier = seen.get(input.externalId)
    if (input.externalId && earlier)
      wrong.push(`externalId "${input.externalId}" is on line ${earlier} already`)
    seen.set(input.externalId, earlier ?? entry.line)
    const logo = await logoOf(entry.cells.logo, input.externalId, logosDir, names).catch((error: Error) => {
      wrong.push(error.message)
      return undefined
    })
    if (wrong.length === 0) rows.push({ line: entry.line, input, logo })
    else problems.push(...wrong.map((message) => ({ line: entry.line, message })))
  }
  return { rows, problems }
}

function inputOf({ cells, metadata }: Line, wrong: string[]): Row['input'] {
  const { name = '', externalId = '', slug, locale, supportEmail, demo } = cells
  const demand = (isRight: boolean, message: string) => {
    if (!isRight) wrong.push(message)
  }
  demand(name.length > 0 && name.length <= 200, 'name must have 1 to 200 characters')
  demand(
    externalId.length > 0 && externalId.length <= 200,
    'externalId must have 1 to 200 characters: your own id of the client, by which a second run knows it again',
  )
  demand(
    !slug || /^[a-z0-9][a-z0-9_-]{0,79}$/.test(slug),
    'slug must be lower-case letters, digits and hyphens',
  )
  for (const column of ['primaryColor', 'secondaryColor'] as const)
    demand(!cells[column] || /^#[0-9a-f]{6}$/i.test(cells[column]), `${column} must be like #0b5fff`)
  demand(!locale || locale === 'fr' || locale === 'en', 'locale must be fr or en')
  demand(!supportEmail || /^\S+@\S+\.\S+$/.test(supportEmail), 'supportEmail must be an address')
  demand(!demo || /^(true|false)$/i.test(demo), 'demo must be true or false')
  const weeks = [cells.leadTimeMinWeeks, cells.leadTimeMaxWeeks]
  const [min, max] = weeks.map(Number) as [number, number]
  const hasWeeks = weeks.some(Boolean)
  demand(
    !hasWeeks || (weeks.every((week) => week && /^\d{1,3}$/.test(week)) && min <= max && max <= 104),
    'leadTimeMinWeeks and leadTimeMaxWeeks must be whole numbers, the first not above the second, up to 104',
  )
  const settings = {
    ...(hasWeeks && { leadTimeWeeks: { min, max } }),
    ...(supportEmail && { supportEmail }),
    ...(demo && { demo: /^true$/i.test(demo) }),
  }
  return {
    name,
    externalId,
    ...(slug && { slug }),
    ...(cells.primaryColor && { primaryColor: cells.primaryColor.toLowerCase() }),
    ...(cells.secondaryColor && { secondaryColor: cells.secondaryColor.toLowerCase() }),
    ...(locale && { locale: locale as 'fr' | 'en' }),
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  }
}

export const isAddress = (logo: string): boolean => /^https?:\/\//i.test(logo)

/** The file or address that a row names, or the file that is named like its externalId. */
async function logoOf(
  named: string | undefined,
  externalId: string,
  dir: string | undefined,
  names: string[],
): Promise<string | undefined> {
  if (named && isAddress(named)) {
    if (!URL.canParse(named) || named.length > 2000) throw new Error(`logo "${named}" is no address`)
    return named
  }
  if (!dir) {
    if (named) throw new Error('it names a logo: say where the files are with --logos')
    return undefined
  }
  const name =
    named ?? LOGO_TYPES.map((type) => externalId + type).find((candidate) => names.includes(candidate))
  if (!name) return undefined
  const path = resolve(dir, name)
  if (!path.startsWith(resolve(dir) + sep)) throw new Error(`logo "${name}" is outside of ${dir}`)
  if (!LOGO_TYPES.includes(extname(name).toLowerCase()))
    throw new Error(`logo "${name}" must be one of ${LOGO_TYPES.join(' ')}`)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new Error(`logo "${name}" is not in ${dir}`)
  if (found.size === 0) throw new Error(`logo "${name}" is empty`)
  if (found.size > LOGO_LIMIT_BYTES) throw new Error(`logo "${name}" is larger than 10 MB`)
  return path
}

const filesIn = (dir: string): Promise<string[]> =>
  readdir(dir).catch((error: Error) => {
    throw new CliError(EXIT.input, `${join(dir)} cannot be read: ${error.message}`)
  })
