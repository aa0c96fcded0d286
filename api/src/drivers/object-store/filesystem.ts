import { randomUUID } from 'node:crypto'
import { link, mkdir, open, opendir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import {
  contentTypeOf,
  isValidKey,
  isValidPrefix,
  ObjectNotFoundError,
  type ObjectStore,
  ObjectStoreUnavailableError,
} from '../../ports/object-store.ts'

/** About as much as a picture takes; gone again before any of it reaches the disk. */
const PROBE_BYTES = 1 << 18

/**
 * Files under one folder. A write goes to a temporary file, is flushed, and gets its name by a hard link: the name
 * appears whole or not at all, and a link to a name that exists fails, which makes it create-only.
 */
export function createFilesystemStore(options: { root: string; publicUrl: string }): ObjectStore {
  const { root } = options
  const incoming = join(root, '.incoming')

  const pathOf = (key: string): string => {
    if (!isValidKey(key)) throw new ObjectNotFoundError(key)
    return join(root, ...key.split('/'))
  }

  /** Writes a temporary file, flushed, and gives it its name by `name`. */
  async function write(key: string, body: Uint8Array, name: typeof link): Promise<void> {
    const path = pathOf(key)
    const temporary = join(incoming, randomUUID())
    try {
      await mkdir(incoming, { recursive: true })
      await writeDurably(temporary, body)
      await mkdir(dirname(path), { recursive: true })
      await name(temporary, path)
      await flushFolder(dirname(path))
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw error
      throw new ObjectStoreUnavailableError(`cannot write ${key}`, { cause: error })
    } finally {
      await unlink(temporary).catch(() => undefined)
    }
  }

  return {
    async put(key, body) {
      try {
        await write(key, body, link)
        return 'created'
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return 'exists'
        throw error
      }
    },

    replace: (key, body) => write(key, body, rename),

    async get(key) {
      try {
        return { body: await readFile(pathOf(key)), contentType: contentTypeOf(key) }
      } catch (error) {
        if (error instanceof ObjectNotFoundError) throw error
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) throw new ObjectNotFoundError(key)
        throw new ObjectStoreUnavailableError(`cannot read ${key}`, { cause: error })
      }
    },

    async deletePrefix(prefix) {
      if (!isValidPrefix(prefix)) throw new Error(`not a prefix: ${prefix}`)
      await rm(join(root, ...prefix.split('/')), { recursive: true, force: true })
    },

    async delete(key) {
      await rm(pathOf(key), { force: true })
    },

    async *list(prefix) {
      if (prefix !== undefined && !isValidPrefix(prefix)) throw new Error(`not a prefix: ${prefix}`)
      const top = prefix === undefined ? root : join(root, ...prefix.split('/'))
      const folder = await opendir(top, { recursive: true }).catch((error) => {
        if (codeOf(error) === 'ENOENT') return []
        throw new ObjectStoreUnavailableError(`cannot list ${root}`, { cause: error })
      })
      for await (const entry of folder) {
        const path = join(entry.parentPath, entry.name)
        const key = relative(root, path).split(sep).join('/')
        if (!entry.isFile() || !isValidKey(key)) continue
        const found = await stat(path).catch(() => undefined)
        if (found) yield { key, bytes: found.size, writtenAt: found.mtime }
      }
    },

    publicUrl: (key) => `${options.publicUrl}/files/${key}`,

    async check() {
      try {
        await mkdir(incoming, { recursive: true })
        const probe = join(incoming, randomUUID())
        try {
          // Names can still be made where the disk is full: only bytes tell.
          await writeFile(probe, new Uint8Array(PROBE_BYTES), { flag: 'wx' })
        } finally {
          await unlink(probe).catch(() => undefined)
        }
      } catch (error) {
        throw new ObjectStoreUnavailableError(`cannot write below ${root}${sep}`, { cause: error })
      }
    },
  }
}

async function writeDurably(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(body)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Without it a crash of the machine may forget the new name; some systems cannot, and need not. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
