import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Cluster, startCluster } from '../../src/data/embedded/cluster.ts'
import { command } from '../harness/command.ts'

// The embedded database's folder as accidents and other versions leave it.

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let folder: string
let cluster: Cluster | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(inject('folder'), 'cluster-'))
  // Started by root, the database runs as another user, who has to get in.
  await chmod(folder, 0o755)
})
afterAll(async () => {
  await cluster?.stop().catch(() => undefined)
  await rm(folder, { recursive: true, force: true })
})

/** Processes that work in or were started for this folder. */
async function processes(): Promise<number[]> {
  const path = await realpath(folder)
  const found = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const [cwd, args, exe] = await Promise.all([
          readlink(`/proc/${pid}/cwd`).catch(() => ''),
          readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
          readlink(`/proc/${pid}/exe`).catch(() => ''),
        ])
        const ours = cwd.startsWith(path) || args.includes(path)
        return ours && /\/(postgres|initdb)$/.test(exe) ? [Number(pid)] : []
      }),
  )
  return found.flat()
}

/** As the power goes: all at once, and nothing is written down any more. */
async function killAll(): Promise<void> {
  await expect
    .poll(
      async () => {
        const pids = await processes()
        for (const pid of pids)
          try {
            process.kill(pid, 'SIGKILL')
          } catch {
            // Gone with another.
          }
        return pids
      },
      { timeout: 20_000, interval: 20 },
    )
    .toEqual([])
}

async function query(url: string, sql: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test.skipIf(process.platform !== 'linux')(
  'a first start that is killed leaves nothing that the next one trips over',
  {
    timeout: 60_000,
  },
  async () => {
    const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '', LOG_LEVEL: 'silent' }
    const first: ChildProcess = spawn(process.execPath, [CLI, 'migrate'], { env, stdio: 'ignore' })
    // initdb writes this file early, long before it is done.
    const begun = async () =>
      (await readdir(folder, { recursive: true })).some((path) => path.split('/').at(-1) === 'PG_VERSION')
    await expect.poll(begun, { timeout: 30_000, interval: 2 }).toBe(true)
    const ended = once(first, 'exit')
    first.kill('SIGKILL')
    await killAll()
    await ended
    cluster = await startCluster(folder)
    await query(cluster.adminUrl('postgres'), 'create table kept (n integer); insert into kept values (1)')
    expect((await readdir(folder)).filter((name) => name.includes('begun'))).toEqual([])
  },
)

test.skipIf(process.platform !== 'linux')(
  'after a loss of power it starts, though its note names a process that lives',
  {
    timeout: 60_000,
  },
  async () => {
    cluster ??= await startCluster(folder)
    await query(
      cluster.adminUrl('postgres'),
      'create table if not exists kept (n integer); insert into kept values (2)',
    )
    await killAll()
    const note = join(folder, 'postgres', 'postmaster.pid')
    const lines = (await readFile(note, 'utf8')).split('\n')
    // Its number went to somebody else since: to this very process.
    await writeFile(note, [String(process.pid), ...lines.slice(1)].join('\n'))
    cluster = await startCluster(folder)
    expect(await query(cluster.adminUrl('postgres'), 'select max(n) as n from kept')).toEqual([{ n: 2 }])
  },
)

test('data of another PostgreSQL is left as it is, with the way out', { timeout: 60_000 }, async () => {
  cluster ??= await startCluster(folder)
  await cluster.stop()
  cluster = undefined
  const version = join(folder, 'postgres', 'PG_VERSION')
  const ours = await readFile(version, 'utf8')
  await writeFile(version, '15\n')
  const before = await readdir(folder, { recursive: true })
  const env = { DATA_DIR: folder, DATABASE_URL: '', LOG_LEVEL: 'silent' }
  const refused = await command(['accounts', 'create', '--name', 'A'], env)
  expect(refused.code).toBe(1)
  for (const part of ['PostgreSQL 15', ours.trim(), folder, 'vitrine backup', 'vitrine restore'])
    expect(refused.err).toContain(part)
  // One sentence, no stack.
  expect(refused.err).not.toMatch(/\n\s+at /)
  const left = (await readdir(folder, { recursive: true })).filter((path) => !before.includes(path))
  expect(left.filter((path) => !path.startsWith('postgres-users'))).toEqual([])
  await writeFile(version, ours)
})
