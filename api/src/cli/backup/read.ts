import type pg from 'pg'
import { copyIn } from '../../data/copy.ts'
import type { Trx } from '../../data/knex.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { EnqueueItem } from '../../ports/task-queue.ts'
import type { Progress } from '../progress.ts'
import { readArchive, whole } from './archive.ts'
import { END, type End, FORMAT, MANIFEST, type Manifest, TASKS } from './format.ts'
import { columnsOf } from './write.ts'

/** What an archive says of itself, before anything is touched. */
export async function readManifest(path: string): Promise<Manifest> {
  let manifest: Manifest | undefined
  const enough = new Error('enough')
  try {
    await readArchive(path, async (name, body) => {
      if (name === MANIFEST) manifest = JSON.parse((await whole(body)).toString())
      throw enough
    })
  } catch (error) {
    if (error !== enough) throw new Error(`${path} cannot be read as a backup: ${(error as Error).message}`)
  }
  if (!manifest) throw new Error(`${path} is not a backup of Vitrine.`)
  if (manifest.format !== FORMAT)
    throw new Error(
      `${path} is of a form (${manifest.format}) that this version cannot read; use a newer one.`,
    )
  return manifest
}

/** Fills an empty installation; throws, and so undoes it all, where the archive is not whole. */
export async function readBackup(options: {
  path: string
  manifest: Manifest
  files: ObjectStore
  enqueue: (trx: Trx, items: EnqueueItem[]) => Promise<void>
  into: [pg.ClientBase, Trx]
  progress: Progress
}): Promise<End> {
  const { path, manifest, files, enqueue, progress } = options
  const [client, trx] = options.into
  const tables = new Map(manifest.tables.map((table) => [`tables/${table.name}.copy`, table]))
  const rows = progress.bar('rows')
  const bar = progress.bar('files')
  let loaded = 0
  let count = 0
  let bytes = 0
  let end: End | undefined
  await readArchive(path, async (name, body) => {
    const table = tables.get(name)
    if (table) {
      await client.query(`delete from "${table.name}"`)
      await copyIn(client, `copy "${table.name}" (${columnsOf(table)}) from stdin`, body)
      loaded += 1
      rows.update(loaded, tables.size, table.name)
    } else if (name === TASKS) {
      await enqueue(trx, JSON.parse((await whole(body)).toString()))
    } else if (name.startsWith('files/')) {
      const content = await whole(body)
      await files.put(name.slice('files/'.length), content)
      count += 1
      bytes += content.byteLength
      bar.update(count, count + 1, `${(bytes / 1e6).toFixed(1)} MB`)
    } else if (name === END) {
      end = JSON.parse((await whole(body)).toString())
    }
  })
  bar.update(count, count, `${(bytes / 1e6).toFixed(1)} MB`)
  if (!end || end.files !== count || loaded !== tables.size)
    throw new Error(`${path} is not whole: it breaks off before its end. Nothing was restored.`)
  return end
}
