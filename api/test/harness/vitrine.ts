import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'
import { createService, type Service } from '../../src/service.ts'
import { startWorker } from '../../src/worker/start.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import type { ClusterAddress } from './template.ts'

/** A whole Vitrine on a database and a folder of its own. */
export interface TestVitrine {
  url: string
  database: TestDatabase
  dataDir: string
  /** For tests that must look inside; black-box tests leave it alone. */
  service: Service
  /** A new account, with a client that uses its first secret key. */
  createAccount(name?: string): Promise<{ accountId: string; secretKey: string; client: Vitrine }>
  /** Starts one more process, `api` or `worker`, on the same database and folder. */
  startProcess(
    role: 'api' | 'worker',
    env?: Record<string, string>,
    /** `ready: false` does not wait for it; `supervised: false` starts it as a person does, schema and all. */
    options?: { ready?: boolean; supervised?: boolean },
  ): Promise<TestProcess>
  stop(): Promise<void>
}

export interface TestProcess {
  url: string
  pid: number
  /** What it has logged. */
  output(): string
  /** Answers its exit code, null where the signal ended it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/**
 * Starts the API in this process, its answers checked against the contract, and a worker unless `worker: false`.
 */
export async function startVitrine(
  options: {
    worker?: boolean
    imageFormats?: string
    env?: Record<string, string>
    /** Where its database is, if not with those of all tests. */
    cluster?: ClusterAddress
    /** Its folder, if not one of its own that goes with it. */
    dataDir?: string
  } = {},
): Promise<TestVitrine> {
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
  const service = await createService({ ...common, worker: options.worker ?? true })
  const server = await startServer({ ...common, service, validateResponses: true }).catch(async (error) => {
    await service.queue.stop(0)
    await service.db.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
    throw error
  })
  if (options.worker ?? true) await startWorker({ config, service, log })
  const processes = new Set<TestProcess>()

  return {
    url,
    database,
    dataDir,
    service,

    async createAccount(name = 'Test partner') {
      const { accountId, key } = await service.accounts.create({ name })
      const client = new Vitrine({ apiKey: key.secret, baseUrl: url, maxRetries: 0 })
      return { accountId, secretKey: key.secret, client }
    },

    async startProcess(role, env = {}, { ready = true, supervised = true } = {}) {
      const ownPort = await freePort()
      const child = fork(MAIN, supervised ? ['--supervised'] : [], {
        env: {
          ...process.env,
          ...environment,
          PORT: String(ownPort),
          PUBLIC_URL: url,
          ROLE: role,
          DATABASE_URL: database.appUrl,
          ...env,
        },
        execArgv: [],
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      })
      const output: Buffer[] = []
      child.stdout!.on('data', (chunk: Buffer) => output.push(chunk))
      const ended = once(child, 'exit')
      const told = once(child, 'message')
      if (ready)
        await Promise.race([
          told,
          ended.then(([code]) => Promise.reject(new Error(`${role} ended: ${code}`))),
        ])
      const process_: TestProcess = {
        url: `http://127.0.0.1:${ownPort}`,
        pid: child.pid!,
        output: () => Buffer.concat(output).toString(),
        async kill(signal = 'SIGTERM') {
          processes.delete(process_)
          if (child.exitCode === null && child.signalCode === null) {
            child.kill(signal)
            await ended
          }
          return child.exitCode
        },
      }
      processes.add(process_)
      return process_
    },

    async stop() {
      await Promise.all([...processes].map((child) => child.kill('SIGKILL')))
      await server.stop(2000)
      await Promise.all([service.queue.stop(3000), service.sending.stop(1000)])
      await service.db.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
