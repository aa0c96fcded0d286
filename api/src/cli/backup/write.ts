import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type pg from 'pg'
import { copyOut } from '../../data/copy.ts'
import { appliedMigrations, listTables, type TableInfo, withSnapshot } from '../../data/operator.ts'
import { referencedKeys } from '../../data/references.ts'
import { PENDING_TASKS } from '../../drivers/task-queue/pending.ts'
import { ObjectNotFoundError, type ObjectStore } from '../../ports/object-store.ts'
import type { Progress } from '../progress.ts'
import { type ArchiveWriter, createArchive } from './archive.ts'
import { END, type End, FORMAT, fileEntry, MANIFEST, type Manifest, TASKS, tableEntry } from './format.ts'

const TRIES = 3

export interface BackupParts {
  path: string
  adminUrl: string
  files: ObjectStore
  progress: Progress
  signal: AbortSignal
}

/** Rows as of one moment, then the files they name: files are written before rows, so all of them are there. */
export async function writeBackup(parts: BackupParts): Promise<End> {
  for (let attempt = 1; ; attempt += 1) {
    const archive = createArchive(parts.path)
    try {
      const { end, vanished } = await writeOnce(parts, archive, attempt)
      // A tenant was deleted meanwhile, rows and files: the next moment is without both.
      if (vanished && attempt < TRIES) {
        await archive.abandon()
        continue
      }
      await archive.add(END, Buffer.from(JSON.stringify(end)))
      await archive.finish()
      return end
    } catch (error) {
      await archive.abandon()
      throw error
    }
  }
}

async function writeOnce(
  { adminUrl, files, progress, signal }: BackupParts,
  archive: ArchiveWriter,
  attempt: number,
): Promise<{ end: End; vanished: boolean }> {
  const end: End = { rows: {}, tasks: 0, files: 0, bytes: 0, missing: [] }
  const name = attempt === 1 ? '' : ` (${attempt})`
  const named = await withSnapshot(adminUrl, async (client) => {
    const tables = await listTables(client)
    const manifest: Manifest = {
      format: FORMAT,
      createdAt: new Date().toISOString(),
      migrations: await appliedMigrations(client),
      tables,
    }
    await archive.add(MANIFEST, Buffer.from(JSON.stringify(manifest)))
    const bar = progress.bar(`rows${name}`)
    for (const [at, table] of tables.entries()) {
      signal.throwIfAborted()
      bar.update(at, tables.length, table.name)
      end.rows[table.name] = await writeTable(client, archive, table)
    }
    const { rows: tasks } = await client.query(PENDING_TASKS)
    await archive.add(TASKS, Buffer.from(JSON.stringify(tasks)))
    end.tasks = tasks.length
    bar.update(tables.length, tables.length, `${Object.values(end.rows).reduce((sum, n) => sum + n, 0)} rows`)
    return referencedKeys(client)
  })

  const bar = progress.bar(`files${name}`)
  let at = 0
  for (const key of named) {
    signal.throwIfAborted()
    at += 1
    const body = await files.get(key).then(
      (found) => found.body,
      (error) => (isMissing(error) ? undefined : Promise.reject(error)),
    )
    if (!body) {
      end.missing.push(key)
      continue
    }
    await archive.add(fileEntry(key), body)
    end.files += 1
    end.bytes += body.byteLength
    bar.update(at, named.size, `${(end.bytes / 1e6).toFixed(1)} MB`)
  }
  bar.update(named.size, named.size, `${(end.bytes / 1e6).toFixed(1)} MB`)
  if (end.missing.length === 0) return { end, vanished: false }
  const still = await withSnapshot(adminUrl, referencedKeys)
  return { end, vanished: end.missing.some((key) => !still.has(key)) }
}

/** To a file first: a tar says of each entry how long it is before it begins. */
async function writeTable(client: pg.ClientBase, archive: ArchiveWriter, table: TableInfo): Promise<number> {
  const file = await open(archive.scratch, 'w', 0o600)
  let bytes = 0
  let lines = 0
  try {
    await copyOut(
      client,
      `copy (select ${columnsOf(table)} from "${table.name}") to stdout`,
      async (chunk) => {
        bytes += chunk.byteLength
        for (const byte of chunk) if (byte === 10) lines += 1
        await file.writeFile(chunk)
      },
    )
  } finally {
    await file.close()
  }
  await archive.addStream(tableEntry(table.name), bytes, createReadStream(archive.scratch))
  await rm(archive.scratch, { force: true })
  return lines
}

export const columnsOf = ({ columns }: Pick<TableInfo, 'columns'>) =>
  columns.map((name) => `"${name}"`).join(', ')

function isMissing(error: unknown): boolean {
  return error instanceof ObjectNotFoundError
}
