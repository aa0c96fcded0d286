import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'

/** Writes an archive entry by entry; it gets its name only when it is whole and on the disk. */
export interface ArchiveWriter {
  add(name: string, body: Uint8Array): Promise<void>
  /** An entry whose length is known beforehand. */
  addStream(name: string, bytes: number, source: AsyncIterable<Uint8Array>): Promise<void>
  /** Bytes are on their way to it. */
  scratch: string
  finish(): Promise<void>
  /** Removes what was written. */
  abandon(): Promise<void>
}

export function createArchive(path: string): ArchiveWriter {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.partial`
  const tar = pack()
  // Pictures do not shrink any more; rows do so at the first level already.
  const written = pipeline(
    tar,
    createGzip({ level: 1 }),
    createWriteStream(temporary, { flags: 'wx', mode: 0o600 }),
  )
  // Whoever adds next hears of it.
  written.catch(() => undefined)
  const begin = (name: string, bytes: number) => {
    const done = Promise.withResolvers<void>()
    const entry = tar.entry({ name, size: bytes, mode: 0o600 }, (error) =>
      error ? done.reject(error) : done.resolve(),
    )
    return { entry, done: Promise.race([done.promise, written]) }
  }
  return {
    scratch: `${temporary}.table`,
    async add(name, body) {
      const { entry, done } = begin(name, body.byteLength)
      entry.end(body)
      await done
    },
    async addStream(name, bytes, source) {
      const { entry, done } = begin(name, bytes)
      await Promise.all([pipeline(source, entry), done])
    },
    async finish() {
      tar.finalize()
      await written
      await flush(temporary)
      await rename(temporary, path)
      await flush(dirname(path))
    },
    async abandon() {
      tar.destroy()
      await written.catch(() => undefined)
      await rm(temporary, { force: true })
      await rm(`${temporary}.table`, { force: true })
    },
  }
}

/** Calls `entry` for each in order; what it does not read of an entry is passed over. */
export async function readArchive(
  path: string,
  entry: (name: string, body: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const entries = extract()
  const reading = pipeline(createReadStream(path), createGunzip(), entries)
  reading.catch(() => undefined)
  for await (const found of entries) {
    await entry(found.header.name, found as AsyncIterable<Uint8Array>)
    found.resume()
  }
  await reading
}

export async function whole(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  // Some systems cannot flush a folder, and need not.
  await file.sync().catch(() => undefined)
  await file.close()
}
