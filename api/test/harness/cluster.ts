import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { findBinaries, runBinary, unprivileged } from '../../src/data/embedded/binaries.ts'
import { startCluster } from '../../src/data/embedded/cluster.ts'
import { type ClusterAddress, makeTemplate } from './template.ts'

/** A PostgreSQL that a test may break: as durable as an operator's, unlike the one that all tests share. */
export interface OwnCluster extends ClusterAddress {
  /** As after a crash of it: nothing is said to anybody, and it recovers from what it had written. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startOwnCluster(): Promise<OwnCluster> {
  const folder = await mkdtemp(join(inject('folder'), 'cluster-'))
  await chmod(folder, 0o755)
  const cluster = await startCluster(folder, { max_connections: '100', shared_buffers: '32MB' })
  await makeTemplate(cluster)
  return {
    adminUrl: cluster.adminUrl('postgres'),
    appUrl: cluster.appUrl('postgres'),
    async restart() {
      const { pg_ctl } = await findBinaries()
      const data = join(folder, 'postgres')
      // It keeps its port: pg_ctl starts it as it was started.
      const args = [
        'restart',
        '-D',
        data,
        '-m',
        'immediate',
        '-w',
        '-t',
        '60',
        '-l',
        join(data, 'server.log'),
      ]
      await runBinary(pg_ctl, args, await unprivileged())
    },
    async stop() {
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
