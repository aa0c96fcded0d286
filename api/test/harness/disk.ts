import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A file system of its own, small enough to be filled. */
export interface SmallDisk {
  path: string
  /** Takes all that is left. */
  fill(): Promise<void>
  free(): Promise<void>
  remove(): void
}

const CHUNK = new Uint8Array(1 << 16)

/** Answers why there is none, where this machine lets nobody mount one. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | string {
  const path = mkdtempSync(join(folder, 'disk-'))
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'vitrine-test', path]
  const { error, status, stderr } = spawnSync('mount', options)
  if (error || status !== 0)
    return `no small disk can be mounted (${error?.message ?? String(stderr).trim()}); root can`
  const ballast = join(path, 'ballast')
  return {
    path,
    async fill() {
      const file = await open(ballast, 'a')
      try {
        // In smaller and smaller pieces, to the last byte.
        for (let size = CHUNK.length; size > 0; size >>= 1)
          for (;;) if (!(await writes(file.write(CHUNK, 0, size), size))) break
      } finally {
        await file.close()
      }
    },
    free: () => rm(ballast, { force: true }),
    remove: () => unmount(path),
  }
}

export function unmount(path: string): void {
  spawnSync('umount', ['--lazy', path])
}

/** Whether all of it went in. */
async function writes(writing: Promise<{ bytesWritten: number }>, size: number): Promise<boolean> {
  try {
    return (await writing).bytesWritten === size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return false
  }
}
