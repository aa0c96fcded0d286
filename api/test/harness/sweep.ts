import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { unmount } from './disk.ts'

export const PREFIX = 'vitrine-test-'
const OWNER = 'owner'

/** Notes whose folder this is, so that a later run can tell that its run is over. */
export async function own(folder: string): Promise<void> {
  await writeFile(join(folder, OWNER), String(process.pid))
}

/** Ends the server and removes the files of runs that were killed before they could do so themselves. */
export async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(tmpdir(), name)
    const owner = await pidIn(join(folder, OWNER))
    if (owner === undefined || isAlive(owner)) continue
    const entries = await readdir(folder)
    for (const disk of entries.filter((entry) => entry.startsWith('disk-'))) unmount(join(folder, disk))
    const own = entries.filter((entry) => entry.startsWith('cluster-'))
    for (const cluster of ['.', ...own])
      await end(await pidIn(join(folder, cluster, 'postgres', 'postmaster.pid')))
    await rm(folder, { recursive: true, force: true })
  }
}

async function end(server: number | undefined): Promise<void> {
  if (server === undefined || !isAlive(server)) return
  process.kill(server, 'SIGQUIT')
  for (let tries = 0; tries < 50 && isAlive(server); tries += 1) await sleep(100)
}

async function pidIn(path: string): Promise<number | undefined> {
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
