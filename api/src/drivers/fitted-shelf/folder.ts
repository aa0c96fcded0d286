import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { FittedShelf } from '../../render/fitted.ts'

/** Behind the pixels of each file. */
const CHECKSUM_BYTES = 4
/** A sweep goes below the limit by this much, so that not every write brings the next. */
const SWEPT_TO = 0.8
/** How long a use is remembered before it is noted again. */
const NOTED_FOR_MS = 60_000
/** Nobody writes a file for as long: what is older was left by a process that died. */
const ABANDONED_AFTER_MS = 600_000
const TEMPORARY = '.tmp'

/**
 * Fitted photos as files of one folder that several processes may share. A file gets its name when it is whole, and
 * nothing is flushed: after a crash of the machine it may be damaged, which its checksum tells, and is made again.
 * Nothing here fails a render: a shelf that cannot be written is told of once and goes without.
 * @param limitBytes beyond which the files not used for longest go
 */
export function createFolderShelf(options: {
  folder: string
  limitBytes: number
  onError: (error: unknown) => void
}): FittedShelf {
  const { folder, limitBytes, onError } = options
  /** Bytes in the folder as far as this process knows; at the first write it looks. */
  let held = Number.POSITIVE_INFINITY
  let sweeping: Promise<void> | undefined
  let told = false

  return {
    async read(key, byteLength) {
      const path = join(folder, key)
      try {
        const file = await open(path, 'r')
        try {
          const found = await file.stat()
          const data = Buffer.allocUnsafeSlow(byteLength + CHECKSUM_BYTES)
          const { bytesRead } = await file.read(data, 0, data.byteLength, 0)
          const pixels = data.subarray(0, byteLength)
          if (
            found.size !== data.byteLength ||
            bytesRead !== data.byteLength ||
            data.readUInt32LE(byteLength) !== crc32(pixels)
          ) {
            await unlink(path)
            return undefined
          }
          const now = new Date()
          if (now.getTime() - found.mtimeMs > NOTED_FOR_MS) await file.utimes(now, now)
          return pixels
        } finally {
          await file.close()
        }
      } catch (error) {
        tell(error)
        return undefined
      }
    },

    async write(key, data) {
      if (data.byteLength > limitBytes) return
      const temporary = join(folder, `${randomUUID()}${TEMPORARY}`)
      try {
        await mkdir(folder, { recursive: true })
        const checksum = Buffer.alloc(CHECKSUM_BYTES)
        checksum.writeUInt32LE(crc32(data))
        const file = await open(temporary, 'wx')
        try {
          await file.writev([data, checksum])
        } finally {
          await file.close()
        }
        await rename(temporary, join(folder, key))
      } catch (error) {
        tell(error)
        await unlink(temporary).catch(() => undefined)
        return
      }
      held += data.byteLength + CHECKSUM_BYTES
      if (held <= limitBytes) return
      sweeping ??= sweep()
        .catch(tell)
        .finally(() => {
          sweeping = undefined
        })
      await sweeping
    },
  }

  /** Removes what was not used for longest, whoever wrote it. */
  async function sweep(): Promise<void> {
    const entries = await Promise.all(
      (await readdir(folder)).map(async (name) => {
        const path = join(folder, name)
        const found = await stat(path).catch(() => undefined)
        return { name, path, bytes: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 }
      }),
    )
    const isTemporary = ({ name }: { name: string }) => name.endsWith(TEMPORARY)
    for (const entry of entries.filter(isTemporary))
      if (Date.now() - entry.usedAt > ABANDONED_AFTER_MS) await rm(entry.path, { force: true })
    const files = entries.filter((entry) => !isTemporary(entry)).sort((a, b) => a.usedAt - b.usedAt)
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    if (bytes > limitBytes)
      for (const file of files) {
        if (bytes <= limitBytes * SWEPT_TO) break
        await rm(file.path, { force: true })
        bytes -= file.bytes
      }
    held = bytes
  }

  function tell(error: unknown): void {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    if (!told) onError(error)
    told = true
  }
}
