import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { Vitrine } from '../../../sdk/src/index.ts'
import { readConfig } from '../../src/config.ts'
import { startCluster } from '../../src/data/embedded/cluster.ts'
import { migrate } from '../../src/data/migrate.ts'
import { migratePostgresQueue } from '../../src/drivers/task-queue/postgres.ts'
import { startServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'
import { createService, type Service } from '../../src/service.ts'

/** The API in this process on a database of its own, with one account; no worker. */
export interface BenchService {
  service: Service
  publicUrl: string
  /** As the owner of the tables, whom no policy holds. */
  adminUrl: string
  accountId: string
  secretKey: string
  client: Vitrine
}

/** Starts one API for each name, all on one PostgreSQL; what `close` gets back to is nothing. */
export async function startServices<Name extends string>(
  names: readonly Name[],
): Promise<{ services: Record<Name, BenchService>; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  // Started by root, the database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const cluster = await startCluster(folder)
  const closing: (() => Promise<unknown>)[] = [
    () => rm(folder, { recursive: true, force: true }),
    () => cluster.stop(),
  ]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const admin = new pg.Client({ connectionString: cluster.adminUrl('postgres') })
    await admin.connect()
    for (const name of names) await admin.query(`create database ${name}`)
    await admin.end()
    const services = {} as Record<Name, BenchService>
    for (const name of names) {
      const adminUrl = cluster.adminUrl(name)
      await migrate(adminUrl, migratePostgresQueue)
      services[name] = { adminUrl, ...(await start(join(folder, name), cluster.appUrl(name), closing)) }
    }
    return { services, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function start(folder: string, databaseUrl: string, closing: (() => Promise<unknown>)[]) {
  const config = readConfig({
    DATA_DIR: folder,
    PORT: String(await freePort()),
    LOG_LEVEL: 'silent',
    // Counted as ever, and never reached.
    RATE_LIMIT_READS: '1000000',
    RATE_LIMIT_WRITES: '1000000',
    RATE_LIMIT_VISITS: '1000000',
  })
  const publicUrl = `http://127.0.0.1:${config.port}`
  const common = { config, databaseUrl, publicUrl, log: createLog('silent') }
  const service = await createService({ ...common, worker: false })
  const server = await startServer({ ...common, service })
  closing.push(
    () => service.db.close(),
    () => service.queue.stop(1000),
    () => server.stop(1000),
  )
  const { accountId, key } = await service.accounts.create({ name: 'Bench' })
  const client = new Vitrine({ apiKey: key.secret, baseUrl: publicUrl })
  return { service, publicUrl, accountId, secretKey: key.secret, client }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
