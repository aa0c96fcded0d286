import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { APP_ROLE } from '../database.ts'
import { findBinaries, runBinary, unprivileged } from './binaries.ts'
import { removeLeftover } from './leftover.ts'

/** A PostgreSQL of our own in one folder. */
export interface Cluster {
  port: number
  /** May do everything; for migrations. */
  adminUrl(database: string): string
  /** The role that cannot bypass row-level security; for serving. */
  appUrl(database: string): string
  stop(): Promise<void>
}

interface Secrets {
  adminPassword: string
  appPassword: string
}

/** Starts the cluster below `folder`, which is made if need be, or adopts it where it runs already. */
export async function startCluster(folder: string, settings: Record<string, string> = {}): Promise<Cluster> {
  const binaries = await findBinaries()
  const user = await unprivileged()
  const data = join(folder, 'postgres')
  const secrets = await readSecrets(join(folder, 'postgres.json'))

  if (!(await exists(join(data, 'PG_VERSION')))) await initialise()
  await checkVersion()

  await removeLeftover(data)
  const running = await runBinary(binaries.pg_ctl, ['status', '-D', data], user).then(
    () => true,
    () => false,
  )
  if (!running) await start()
  const port = await portOf(data)
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`
  const cluster: Cluster = {
    port,
    adminUrl: (database) => url('postgres', secrets.adminPassword, database),
    appUrl: (database) => url(APP_ROLE, secrets.appPassword, database),
    async stop() {
      // Fast: open transactions are rolled back, everything acknowledged is on disk already.
      await runBinary(binaries.pg_ctl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '20'], user)
    },
  }
  await ensureAppRole(cluster.adminUrl('postgres'), secrets.appPassword)
  return cluster

  async function initialise(): Promise<void> {
    // Under another name until it is whole: initdb writes PG_VERSION first, and an interrupted one is of no use.
    const old = (await readdir(folder)).filter((name) => name.startsWith('postgres.begun-'))
    for (const path of [data, ...old.map((name) => join(folder, name))])
      await rm(path, { recursive: true, force: true })
    const begun = await mkdtemp(`${data}.begun-`)
    if (user.uid !== undefined) await chown(begun, user.uid, user.gid!)
    const passwordFile = join(folder, '.initdb-password')
    await writeFile(passwordFile, `${secrets.adminPassword}\n`, { mode: 0o600 })
    if (user.uid !== undefined) await chown(passwordFile, user.uid, user.gid!)
    try {
      const flags = [
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--auth=scram-sha-256',
      ]
      await runBinary(
        binaries.initdb,
        [`--pgdata=${begun}`, '--username=postgres', `--pwfile=${passwordFile}`, ...flags],
        user,
      )
    } finally {
      await rm(passwordFile, { force: true })
    }
    await rename(begun, data)
  }

  async function start(): Promise<void> {
    const log = join(data, 'server.log')
    const options = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings }
    // pg_ctl gives the server a session of its own, so that Ctrl-C in our terminal does not reach it before us.
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort()
      const flags = Object.entries({ ...options, port: String(port) }).map(
        ([name, value]) => `-c ${name}='${value}'`,
      )
      try {
        await runBinary(
          binaries.pg_ctl,
          ['start', '-D', data, '-w', '-t', '60', '-l', log, '-o', flags.join(' ')],
          user,
        )
        return
      } catch (error) {
        // The port may have been taken between the look and the start.
        if (attempt === 3) throw new Error(`${(error as Error).message}\nSee ${log}.`)
      }
    }
  }

  async function checkVersion(): Promise<void> {
    const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
    const ours = /\) (\d+)/.exec(await runBinary(binaries.postgres, ['--version'], user))?.[1]
    if (found !== ours)
      throw new Error(
        `The data in ${data} is of PostgreSQL ${found}, and this version of Vitrine brings ${ours}. ` +
          'Nothing was changed. Start the version of Vitrine that made it and run `vitrine backup FILE` there; ' +
          `then move ${folder} away, and run \`vitrine restore FILE\` with this one.`,
      )
  }
}

/** Made once and kept beside the data, readable by the owner only. */
async function readSecrets(path: string): Promise<Secrets> {
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known) return JSON.parse(known) as Secrets
  const secrets = {
    adminPassword: randomBytes(24).toString('hex'),
    appPassword: randomBytes(24).toString('hex'),
  }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(secrets), { mode: 0o600 })
  await chmod(path, 0o600)
  return secrets
}

async function ensureAppRole(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1 and rolcanlogin', [
      APP_ROLE,
    ])
    if (rowCount) return
    await client.query(`
      do $$ begin
        if not exists (select 1 from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE}; end if;
      end $$;
      alter role ${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}';
    `)
  } finally {
    await client.end()
  }
}

/** The fourth line of postmaster.pid is the port of the server that runs. */
async function portOf(data: string): Promise<number> {
  return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[3])
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  )
}
