import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '../../src/data/embedded/cluster.ts'
import { own, PREFIX, sweep } from './sweep.ts'
import { type ClusterAddress, makeTemplate } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one that all tests share. */
    cluster: ClusterAddress
    /** Everything of the run lies below it, and goes with it. */
    folder: string
  }
}

/** One PostgreSQL for the whole run, its template migrated once; a test file clones it in some 50 ms. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  await own(folder)
  // Started by root, the server runs as another user, who has to get in.
  await chmod(folder, 0o755)
  // Nothing here outlives the run, so nothing has to survive a crash of the machine.
  const cluster = await startCluster(folder, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    shared_buffers: '128MB',
  })
  await makeTemplate(cluster)
  project.provide('folder', folder)
  project.provide('cluster', { adminUrl: cluster.adminUrl('postgres'), appUrl: cluster.appUrl('postgres') })

  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
