import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const WAIT_MS = 10_000

/**
 * Removes the note of a killed server where PostgreSQL would take it for one that runs: its process has ended but
 * was never collected, or its number went to another since. Both are common in containers. Only Linux tells; and
 * while any process of the old server is left, the note stays, since it is what keeps two from sharing the data.
 */
export async function removeLeftover(data: string): Promise<void> {
  const note = join(data, 'postmaster.pid')
  const pid = Number((await readFile(note, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid || !(await isLeftover(pid))) return
  const deadline = Date.now() + WAIT_MS
  while (await isUsed(data)) {
    if (Date.now() > deadline) return
    await sleep(100)
  }
  await rm(note, { force: true })
}

async function isLeftover(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [, name, state] = /^\d+ \((.*)\) (\S)/.exec(stat) ?? []
  return state === 'Z' || (name !== undefined && !name.startsWith('postgres'))
}

/** Every process of a server works in the folder of its data. */
async function isUsed(data: string): Promise<boolean> {
  const folder = await realpath(data)
  for (const pid of await readdir('/proc')) {
    if (/^\d+$/.test(pid) && (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder) return true
  }
  return false
}
