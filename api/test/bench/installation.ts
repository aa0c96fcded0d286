import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Vitrine } from '../../../sdk/src/index.ts'
import { descendants } from './processes.ts'

const fileOf = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))
const START_MS = 60_000

/** All of Vitrine as `npm start` runs it, in a folder of its own, with one account. */
export async function startInstallation(extra: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  // Started by root, the database runs as another user, who has to get in.
  await chmod(folder, 0o755)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    PORT: `${port}`,
    // Counted as ever, and never reached.
    RATE_LIMIT_READS: '1000000',
    RATE_LIMIT_WRITES: '1000000',
    RATE_LIMIT_COSTLY: '1000000',
    RATE_LIMIT_VISITS: '1000000',
    DATA_DIR: folder,
    ROLE: 'all',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    ...extra,
  }
  const main = fork(fileOf('main.ts'), { env, execArgv: [] })
  const stop = async () => {
    if (main.exitCode === null && main.kill()) await once(main, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const giveUp = Date.now() + START_MS
    while (!(await fetch(`${url}/healthz`).catch(() => undefined))?.ok) {
      if (main.exitCode !== null || Date.now() > giveUp) throw new Error('Vitrine did not start')
      await sleep(100)
    }
    const create = [fileOf('cli/main.ts'), 'accounts', 'create', '--name', 'Bench', '--json']
    const { stdout } = await promisify(execFile)(process.execPath, create, { env })
    const { secretKey } = JSON.parse(stdout) as { secretKey: string }
    const workerPid = descendants(main.pid!).find(isWorker)
    return { workerPid, url, secretKey, client: new Vitrine({ apiKey: secretKey, baseUrl: url }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

// The supervisor gives it a lower priority; so have the API's children, one level down.
function isWorker(pid: number): boolean {
  return getPriority(pid) > 0 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--supervised')
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
