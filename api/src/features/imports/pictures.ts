import { posix } from 'node:path'
import { type Folder, FolderError } from './folder.ts'

/** A photo that was found, and how. */
export type Picture =
  | { path: string; exact: boolean }
  | { path: undefined; reason: 'none' | 'missing' | 'refused' | 'ambiguous'; message: string }

export interface Pictures {
  /** The file that an item's `imageUrl` means, or the one it must have meant. */
  find(imageUrl: string | undefined, names: string[]): Picture
}

/** Folders of pictures that wear some tenant's logo: none of them is an item's photo. */
const DERIVED = new Set(['portals', 'generated', 'orders'])
const PICTURE = /\.(jpe?g|png|webp|avif)$/i
const MOST_FILES = 20_000
const DEEPEST = 8

/** Looks for photos below `public/`. `claimed` are the addresses that items name; a file of one is no other's. */
export async function openPictures(folder: Folder | undefined, claimed: string[]): Promise<Pictures> {
  const { files, outside } = folder ? await listPictures(folder) : { files: [], outside: new Set<string>() }
  const known = new Set(files)
  const taken = new Set(claimed.map((url) => toPath(url)).filter((path) => path !== undefined))

  return {
    find(imageUrl, names) {
      const path = imageUrl === undefined ? undefined : toPath(imageUrl)
      if (imageUrl !== undefined && path === undefined)
        return { path: undefined, reason: 'refused', message: 'leads out of public/, or is no path' }
      if (path && DERIVED.has(path.split('/')[0]!))
        return { path: undefined, reason: 'refused', message: 'is a picture with some tenant’s logo on it' }
      if (path && outside.has(path))
        return { path: undefined, reason: 'refused', message: 'is a link that leaves the folder' }
      if (path && known.has(path)) return { path, exact: true }
      return findNearby(path, names)
    },
  }

  function findNearby(path: string | undefined, names: string[]): Picture {
    const wanted = [...new Set([...(path ? [stemOf(path)] : []), ...names.map((name) => name.toLowerCase())])]
    const here = path ? posix.dirname(path) : undefined
    const inFolder = (file: string) => posix.dirname(file) === here
    const free = files.filter((file) => !taken.has(file))
    const ranks = [
      files.filter((file) => path !== undefined && plain(file) === plain(path)),
      files.filter((file) => path !== undefined && inFolder(file) && stemOf(file) === stemOf(path)),
      free.filter((file) => inFolder(file) && wanted.includes(stemOf(file))),
      free.filter((file) => wanted.includes(stemOf(file))),
      free.filter((file) => inFolder(file) && wanted.some((name) => isPart(stemOf(file), name))),
    ]
    const found = ranks.find((rank) => rank.length > 0) ?? []
    if (found.length === 1) return { path: found[0]!, exact: false }
    if (found.length > 1)
      return {
        path: undefined,
        reason: 'ambiguous',
        message: `is missing, and several files come near it: ${found.slice(0, 5).join(', ')}`,
      }
    if (path === undefined) return { path, reason: 'none', message: 'has no picture' }
    return { path: undefined, reason: 'missing', message: 'is missing, and no file comes near it' }
  }
}

/** Every picture below a folder, by its path in it. */
async function listPictures(folder: Folder): Promise<{ files: string[]; outside: Set<string> }> {
  const files: string[] = []
  const outside = new Set<string>()
  const open: { path: string; depth: number }[] = [{ path: '', depth: 0 }]
  for (let next = open.shift(); next && files.length < MOST_FILES; next = open.shift()) {
    for (const { name, kind } of await folder.list(next.path || '.')) {
      const path = posix.join(next.path, name)
      if (kind === 'file' && PICTURE.test(name)) files.push(path)
      if (kind === 'outside') outside.add(path)
      if (kind === 'folder' && next.depth < DEEPEST && !DERIVED.has(path) && name !== 'node_modules')
        open.push({ path, depth: next.depth + 1 })
    }
  }
  return { files, outside }
}

/** The path below `public/` that an address means; undefined where it leads elsewhere. */
export function toPath(imageUrl: string): string | undefined {
  let text = imageUrl.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')
  try {
    text = decodeURIComponent(text)
  } catch {
    // A stray percent sign in a name is a name.
  }
  text = text.replaceAll('\\', '/')
  if (text.includes('\0') || /^[a-z][a-z0-9+.-]*:/i.test(text)) return undefined
  const path = posix.normalize(text.replace(/^\/+/, '').replace(/^public\//, ''))
  return path === '.' || path === '..' || path.startsWith('../') || path.startsWith('/') ? undefined : path
}

function stemOf(path: string): string {
  return posix
    .basename(path)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
}

/** `bottle` for `bottle-basic`, or the other way round: one is the other up to a hyphen or underscore. */
function isPart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 3 && long.startsWith(short) && /^[-_ ]/.test(long.slice(short.length))
}

function plain(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** A file as bytes; what is wrong with it as a sentence. */
export async function readPicture(
  folder: Folder,
  path: string,
  limitBytes: number,
): Promise<{ bytes: Uint8Array } | { problem: string }> {
  try {
    return { bytes: await folder.read(path, limitBytes) }
  } catch (error) {
    if (error instanceof FolderError) return { problem: error.message }
    throw error
  }
}
