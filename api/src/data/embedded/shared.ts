import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, startCluster } from './cluster.ts'

/**
 * Several processes share one cluster: the service, and a command beside it. Each notes its process id; the last
 * one that leaves stops the server. Notes of processes that died do not count, so a kill leaves nothing stuck.
 */
export async function joinCluster(folder: string): Promise<{ cluster: Cluster; leave(): Promise<void> }> {
  const users = join(folder, 'postgres-users')
  await mkdir(users, { recursive: true })
  const note = join(users, String(process.pid))
  const cluster = await exclusively(folder, async () => {
    await writeFile(note, '')
    return startCluster(folder)
  })
  return {
    cluster,
    leave: () =>
      exclusively(folder, async () => {
        await rm(note, { force: true })
        if ((await liveUsers(users)).length === 0) await cluster.stop()
      }),
  }
}

async function liveUsers(folder: string): Promise<number[]> {
  const live: number[] = []
  for (const name of await readdir(folder)) {
    if (isAlive(Number(name))) live.push(Number(name))
    else await rm(join(folder, name), { force: true })
  }
  return live
}

/** One process at a time starts or stops the cluster; the lock of a dead process is taken over. */
const held = new Set<string>()

async function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'postgres.lock')
  // In a container every start has the same process id: a lock with ours may be left from before a kill.
  const isOwned = (owner: number) => (owner === process.pid ? held.has(lock) : isAlive(owner))
  for (;;) {
    try {
      const file = await open(lock, 'wx')
      await file.writeFile(String(process.pid))
      await file.close()
      held.add(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const owner = Number(await readFile(lock, 'utf8').catch(() => ''))
      const age =
        Date.now() -
        (await stat(lock).then(
          (s) => s.mtimeMs,
          () => Date.now(),
        ))
      // A lock without a number is being written just now, unless it has been so for a while.
      if (owner ? !isOwned(owner) : age > 5000) await rm(lock, { force: true })
      else await sleep(100)
    }
  }
  try {
    return await work()
  } finally {
    held.delete(lock)
    await rm(lock, { force: true })
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
