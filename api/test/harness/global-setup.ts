import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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
  // Hundreds of processes start in a run: what one has compiled, types stripped, the others read.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled')
  const warm = compile()
  // Nothing here outlives the run, so nothing has to survive a crash of the machine.
  const cluster = await startCluster(folder, {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    shared_buffers: '128MB',
  })
  await makeTemplate(cluster)
  await warm
  project.provide('folder', folder)
  project.provide('cluster', { adminUrl: cluster.adminUrl('postgres'), appUrl: cluster.appUrl('postgres') })

  return async () => {
    await cluster.stop()
    // A process that is on its way out may still write down what it has compiled.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** A process that is killed leaves nothing that it has compiled behind, so others go first. */
async function compile(): Promise<void> {
  const source = new URL('../../src/', import.meta.url)
  const parts = ['service', 'http/server', 'worker/start', 'drivers/task-queue/cloud-tasks']
  const imports = parts.map((part) => `import('${new URL(`${part}.ts`, source)}')`)
  const run = promisify(execFile)
  await Promise.all([
    run(process.execPath, ['-e', `Promise.all([${imports.join(', ')}])`]),
    run(process.execPath, [fileURLToPath(new URL('cli/main.ts', source)), '--help']),
  ])
}
