import { constants } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'

/** Why something in a folder is not read. */
export class FolderError extends Error {
  readonly reason: 'missing' | 'outside' | 'no_file' | 'too_large'
  constructor(reason: FolderError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export interface Entry {
  name: string
  kind: 'file' | 'folder' | 'outside' | 'other'
}

/** A folder of somebody else's: nothing outside of it is ever opened, whatever a path or a link says. */
export interface Folder {
  /** The whole file. @throws {FolderError} */
  read(path: string, limitBytes: number): Promise<Uint8Array>
  /** What lies in one of its folders, by name; nothing where that is missing. @throws {FolderError} */
  list(path: string): Promise<Entry[]>
  /** One of its folders, as a world of its own; undefined where it is missing. @throws {FolderError} */
  below(path: string): Promise<Folder | undefined>
}

/** @throws {FolderError} where there is no such folder */
export async function openFolder(path: string): Promise<Folder> {
  const root = await realpath(path).catch(() => undefined)
  if (!root || !(await stat(root)).isDirectory())
    throw new FolderError('missing', `There is no folder ${path}.`)
  return folderAt(root)
}

function folderAt(root: string): Folder {
  /** Where a path really leads; undefined where there is nothing. */
  async function locate(path: string): Promise<string | undefined> {
    if (path.includes('\0')) throw new FolderError('outside', 'is no path')
    const wanted = resolve(root, path)
    if (!isWithin(root, wanted)) throw new FolderError('outside', 'leads out of the folder')
    const real = await realpath(wanted).catch(() => undefined)
    // A link may lead anywhere, and so may one above it.
    if (real && !isWithin(root, real)) throw new FolderError('outside', 'is a link that leaves the folder')
    return real
  }

  return {
    async read(path, limitBytes) {
      const real = await locate(path)
      if (!real) throw new FolderError('missing', 'is missing')
      // Neither waits for a pipe nor follows what has become a link since.
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
      const file = await open(real, flags).catch(() => undefined)
      if (!file) throw new FolderError('no_file', 'cannot be opened')
      try {
        const facts = await file.stat()
        if (!facts.isFile()) throw new FolderError('no_file', 'is no file')
        if (facts.size > limitBytes)
          throw new FolderError(
            'too_large',
            `has ${megabytes(facts.size)} MB; at most ${megabytes(limitBytes)} MB are read`,
          )
        return await file.readFile()
      } finally {
        await file.close()
      }
    },

    async list(path) {
      const real = await locate(path)
      if (!real) return []
      const entries = await readdir(real, { withFileTypes: true }).catch(() => [])
      const found = await Promise.all(
        entries.map(async (entry): Promise<Entry> => {
          const { name } = entry
          if (!entry.isSymbolicLink())
            return { name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' }
          const target = await realpath(join(real, name)).catch(() => undefined)
          if (target && !isWithin(root, target)) return { name, kind: 'outside' }
          const facts = target ? await stat(target) : undefined
          return { name, kind: facts?.isFile() ? 'file' : facts?.isDirectory() ? 'folder' : 'other' }
        }),
      )
      return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },

    async below(path) {
      const real = await locate(path)
      return real && (await stat(real)).isDirectory() ? folderAt(real) : undefined
    },
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep))
}

function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1_048_576) * 10) / 10).toString()
}
