import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'
import { createService, type Service } from '../../src/service.ts'
import { startWorker } from '../../src/worker/start.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createProcesses, freePort, type ProcessOptions, type TestProcess } from './processes.ts'
import type { ClusterAddress } from './template.ts'

export type { TestProcess }

/** A whole Vitrine on a database and a folder of its own. */
export interface TestVitrine {
  url: string
  database: TestDatabase
  dataDir: string
  /** For tests that must look inside; black-box tests leave it alone. */
  service: Service
  /** The API processes behind `url`, where it is several. */
  instances: TestProcess[]
  /** A new account, with a client that uses its first secret key. */
  createAccount(name?: string): Promise<{ accountId: string; secretKey: string; client: Vitrine }>
  /** Starts one more process, `api` or `worker`, on the same database and folder. */
  startProcess(
    role: 'api' | 'worker',
    env?: Record<string, string>,
    options?: ProcessOptions,
  ): Promise<TestProcess>
  stop(): Promise<void>
}

interface Options {
  worker?: boolean
  imageFormats?: string
  env?: Record<string, string>
  /** Where its database is, if not with those of all tests. */
  cluster?: ClusterAddress
  /** Its folder, if not one of its own that goes with it. */
  dataDir?: string
  /** So many API and worker processes behind a balancer; as `INSTANCES` says where absent, or all in this process. */
  instances?: Instances
  /** Why it has to be in this process, whatever `INSTANCES` says. */
  inProcess?: string
}

interface Instances {
  api: number
  workers: number
}

/**
 * Starts the API in this process, its answers checked against the contract, and a worker unless `worker: false`. With
 * `INSTANCES=3x2` in the environment, it is three API and two worker processes instead, and a balancer in front.
 */
export async function startVitrine(options: Options = {}): Promise<TestVitrine> {
  const instances = instancesOf(options)
  const database = await createTestDatabase(options.cluster)
  const dataDir = options.dataDir ?? (await mkdtemp(join(inject('folder'), 'data-')))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment: Record<string, string> = {
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    // AVIF takes half of a render's time, and proves nothing that WebP does not; tests of formats ask for all.
    IMAGE_FORMATS: options.imageFormats ?? 'webp',
    // Tests ask as fast as they can; those of the limits set their own.
    RATE_LIMIT_READS: '1000000',
    RATE_LIMIT_WRITES: '1000000',
    RATE_LIMIT_COSTLY: '1000000',
    RATE_LIMIT_VISITS: '1000000',
    RATE_LIMIT_SUBMISSIONS: '1000000',
    // What tests serve is on this machine.
    OUTBOUND_ALLOW_PRIVATE: '1',
    ...options.env,
  }
  const config = readConfig(environment)
  const log = createLog(config.logLevel)
  const common = { config, databaseUrl: database.appUrl, publicUrl: url, log }
  const processes = createProcesses({ ...environment, PUBLIC_URL: url, DATABASE_URL: database.appUrl })
  const here = instances ? 0 : 1
  const worker = options.worker ?? true
  // Beside other processes it serves nothing: accounts are made by it, and tests look inside.
  const service = await createService({ ...common, worker: worker && here > 0 })
  let server: Awaited<ReturnType<typeof startServer>> | undefined
  let balancer: Balancer | undefined
  const started: TestProcess[] = []

  const stop = async () => {
    await balancer?.stop()
    await processes.stop()
    await server?.stop(2000)
    await Promise.all([service.queue.stop(3000), service.sending.stop(1000)])
    await service.db.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }

  try {
    if (instances) {
      balancer = await startBalancer({ port })
      const start = (role: 'api' | 'worker', count: number) =>
        Promise.all(Array.from({ length: count }, () => processes.start(role, {})))
      const [apis] = await Promise.all([
        start('api', instances.api),
        start('worker', worker ? instances.workers : 0),
      ])
      started.push(...apis)
      balancer.set(apis.map((api) => api.url))
      await Promise.all(apis.map((api) => balancer!.sees(api.url)))
    } else {
      server = await startServer({ ...common, service, validateResponses: true })
      if (worker) await startWorker({ config, service, log })
    }
  } catch (error) {
    await stop()
    throw error
  }

  return {
    url,
    database,
    dataDir,
    service,
    instances: started,

    async createAccount(name = 'Test partner') {
      const { accountId, key } = await service.accounts.create({ name })
      const client = new Vitrine({ apiKey: key.secret, baseUrl: url, maxRetries: 0 })
      return { accountId, secretKey: key.secret, client }
    },

    startProcess: (role, env = {}, how = {}) => processes.start(role, env, how),
    stop,
  }
}

/** How many processes an installation is to have; undefined for all in this one. */
function instancesOf({ instances, inProcess }: Options): Instances | undefined {
  if (instances) return instances
  const [, api, workers] = /^(\d+)x(\d+)$/.exec(process.env.INSTANCES ?? '') ?? []
  if (!api) return undefined
  if (inProcess) return void console.log(`in one process: ${inProcess}`)
  return { api: Number(api), workers: Number(workers) }
}
