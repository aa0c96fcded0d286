import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'

// `node api/src/main.ts` as a person starts it: API, worker and database in one folder.

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url))
let dataDir: string
let port: number
let running: ChildProcess | undefined
let secretKey: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-whole-'))
  // Started by root, the database runs as another user, who has to get in.
  await chmod(dataDir, 0o755)
  port = await freePort()
})
afterAll(async () => {
  if (running && isRunning(running)) await end(running, 'SIGTERM')
  await stopDatabase()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const environment = () => ({
  ...process.env,
  DATA_DIR: dataDir,
  PORT: String(port),
  LOG_LEVEL: 'silent',
  DATABASE_URL: '',
})
const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null
const client = () => new Vitrine({ apiKey: secretKey, baseUrl: `http://127.0.0.1:${port}`, maxRetries: 0 })

async function start(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(SOURCE, 'main.ts')], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running = child
  await expect.poll(answers, { timeout: 60_000, interval: 100 }).toBe(200)
  return child
}

const answers = () =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status,
    () => 0,
  )

async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<{ code: number | null; ms: number }> {
  const startedAt = performance.now()
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = await exit
  return { code, ms: performance.now() - startedAt }
}

/** Process ids, by what they were started with. */
async function processes(): Promise<{ pid: number; parent: number; command: string; role: string }[]> {
  const { stdout } = spawn('ps', ['-eo', 'pid=,ppid=,stat=,args='])
  let text = ''
  for await (const chunk of stdout) text += chunk
  const rows = text
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)!)
  return Promise.all(
    rows
      .filter((row) => row && !row[3]!.startsWith('Z'))
      .map(async ([, pid, parent, , command]) => ({
        pid: Number(pid),
        parent: Number(parent),
        command: command!,
        role: command!.includes('--supervised') ? await roleOf(pid!) : '',
      })),
  )
}

const roleOf = async (pid: string) =>
  /(?:^|\0)ROLE=(\w+)/.exec(await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''))?.[1] ?? ''
const children = async (parent: number) =>
  (await processes()).filter((entry) => entry.parent === parent && entry.role)
const databasePid = async () =>
  Number(
    (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
  ) || undefined
const databases = async () =>
  (await processes()).filter(({ command }) => command.includes(join(dataDir, 'postgres')))

async function stopDatabase(): Promise<void> {
  const pid = await databasePid()
  if (!pid || (await databases()).length === 0) return
  process.kill(pid, 'SIGINT')
  await expect.poll(async () => (await databases()).length, { timeout: 20_000 }).toBe(0)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port: free } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return free
}

test('starts on an empty folder, answers, and survives the death of its API and worker', {
  timeout: 120_000,
}, async () => {
  const main = await start()
  const created = spawn(
    process.execPath,
    [join(SOURCE, 'cli/main.ts'), 'accounts', 'create', '--name', 'A', '--json'],
    {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  for await (const chunk of created.stdout) output += chunk
  secretKey = JSON.parse(output).secretKey
  await client().tenants.create({ name: 'Kept' })

  for (const role of ['api', 'worker']) {
    const victim = (await children(main.pid!)).find((child) => child.role === role)!
    process.kill(victim.pid, 'SIGKILL')
    await expect
      .poll(
        async () =>
          (await children(main.pid!)).filter((child) => child.role === role && child.pid !== victim.pid)
            .length,
        { timeout: 20_000 },
      )
      .toBe(1)
    await expect.poll(answers, { timeout: 20_000 }).toBe(200)
  }
  expect((await client().tenants.list()).data.map(({ name }) => name)).toEqual(['Kept'])
  expect(main.exitCode).toBeNull()
})

test('SIGTERM ends it within 8 s, with code 0 and nothing left behind', { timeout: 60_000 }, async () => {
  const family = [running!.pid!, ...(await children(running!.pid!)).map(({ pid }) => pid)]
  // A connection that is kept alive does not hold it up.
  await fetch(`http://127.0.0.1:${port}/healthz`)
  const { code, ms } = await end(running!, 'SIGTERM')
  console.log(`SIGTERM to exit: ${Math.round(ms)} ms`)
  expect(code).toBe(0)
  expect(ms).toBeLessThan(8000)
  expect((await processes()).filter(({ pid }) => family.includes(pid))).toEqual([])
  expect(await databases()).toEqual([])
})

test('the next start goes on with the same data', { timeout: 60_000 }, async () => {
  await start()
  expect((await client().tenants.list()).data.map(({ name }) => name)).toEqual(['Kept'])
})

test('SIGKILL of everything, the database too: nothing acknowledged is lost', {
  timeout: 90_000,
}, async () => {
  await client().tenants.create({ name: 'Acknowledged' })
  const victims = [...(await children(running!.pid!)), ...(await databases())].map(({ pid }) => pid)
  await end(running!, 'SIGKILL')
  for (const pid of victims) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone already, with its parent.
    }
  }
  await expect.poll(async () => (await databases()).length, { timeout: 15_000 }).toBe(0)
  await start()
  expect((await client().tenants.list()).data.map(({ name }) => name)).toEqual(['Acknowledged', 'Kept'])
})

test('SIGKILL of the parent: its children leave by themselves, and the next start adopts the database', {
  timeout: 90_000,
}, async () => {
  const family = (await children(running!.pid!)).map(({ pid }) => pid)
  const before = await databasePid()
  await client().tenants.create({ name: 'Last' })
  await end(running!, 'SIGKILL')
  await expect
    .poll(async () => (await processes()).filter(({ pid }) => family.includes(pid)).length, {
      timeout: 15_000,
    })
    .toBe(0)
  expect(await databasePid()).toBe(before)
  await start()
  expect(await databasePid()).toBe(before)
  expect((await client().tenants.list()).data.map(({ name }) => name)).toEqual([
    'Last',
    'Acknowledged',
    'Kept',
  ])
  // What it found running, it stops as its own.
  expect((await end(running!, 'SIGTERM')).code).toBe(0)
  expect(await databases()).toEqual([])
})
