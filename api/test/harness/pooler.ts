import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Debian keeps it where only root looks. */
const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`

/** Why no pooler can be started here; undefined where one can. */
export function poolerMissing(): string | undefined {
  const { error } = spawnSync('pgbouncer', ['--version'], { env: { ...process.env, PATH } })
  return error ? 'pgbouncer is not on this machine (apt-get install pgbouncer)' : undefined
}

/** PgBouncer in transaction mode before one database, with few connections, so that all of them are shared. */
export async function startPooler(
  target: string,
  folder: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const url = new URL(target)
  const database = url.pathname.slice(1)
  const port = await freePort()
  const own = await mkdtemp(join(folder, 'pooler-'))
  await chmod(own, 0o755)
  const file = join(own, 'pgbouncer.ini')
  const settings = [
    '[databases]',
    `${database} = host=127.0.0.1 port=${url.port} dbname=${database} user=${url.username} password=${url.password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 3',
    'max_client_conn = 200',
  ]
  await writeFile(file, settings.join('\n'))
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn('pgbouncer', ['-q', ...user, file], { env: { ...process.env, PATH }, stdio: 'ignore' })
  await accepts(port, child)
  url.port = String(port)
  return {
    url: url.href,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function accepts(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.unref()
      socket.once('connect', () => socket.end())
    })
    if (open) return
    await sleep(50)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
