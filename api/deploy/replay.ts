import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Instruction, readDockerfile, readIgnored, type Stage } from './dockerfile.ts'
import { makePortal } from './replay-portal.ts'

// Does what the Dockerfile says, each stage in a clean folder, without Docker; starts the result as a user that may
// write nowhere but to its data, has it make a portal, and stops it. `--keep` leaves the folder, `--no-start` only builds.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const READY_MS = 120_000
const STOP_MS = 8000

const flags = process.argv.slice(2)
if (flags.includes('--help')) {
  console.log('Usage: npm run replay -- [--keep] [--no-start]')
  process.exit(0)
}

const ignored = readIgnored(await readFile(join(ROOT, '.dockerignore'), 'utf8'))
const startedAt = performance.now()
const folder = await mkdtemp(join(tmpdir(), 'vitrine-replay-'))
// Started by root, PostgreSQL runs as another user, who has to get in.
await chmod(folder, 0o755)
try {
  const stages = readDockerfile(await readFile(join(ROOT, 'Dockerfile'), 'utf8'))
  const roots = new Map<string, string>()
  for (const stage of stages) {
    const root = join(folder, stage.name)
    roots.set(stage.name, root)
    console.log(`— ${stage.name}`)
    await replay(stage, root, roots)
  }
  const last = stages.at(-1)!
  if (!flags.includes('--no-start')) await start(last, roots.get(last.name)!)
} finally {
  if (flags.includes('--keep')) console.log(`kept in ${folder}`)
  else await rm(folder, { recursive: true, force: true })
}

async function replay(stage: Stage, root: string, roots: Map<string, string>): Promise<void> {
  let cwd = root
  for (const instruction of stage.instructions) {
    if (instruction.kind === 'workdir') {
      cwd = join(root, instruction.path)
      await mkdir(cwd, { recursive: true })
    } else if (instruction.kind === 'copy') await copy(instruction, cwd, root, roots)
    else if (instruction.kind === 'run') {
      console.log(`  ${instruction.command}`)
      await run(instruction.command, cwd, stage.env)
    }
  }
}

async function copy(
  instruction: Extract<Instruction, { kind: 'copy' }>,
  cwd: string,
  root: string,
  roots: Map<string, string>,
): Promise<void> {
  const { from, sources, target } = instruction
  const into = target.startsWith('/') ? join(root, target) : resolve(cwd, target)
  for (const source of sources) {
    const origin = from ? join(roots.get(from)!, source) : join(ROOT, source)
    const folderTarget = target.endsWith('/') || sources.length > 1
    const path = folderTarget && source !== '.' ? join(into, source.split('/').at(-1)!) : into
    await mkdir(dirname(path), { recursive: true })
    await cp(origin, path, {
      recursive: true,
      verbatimSymlinks: true,
      filter: from ? undefined : isInContext,
    })
  }
}

/** Not what .dockerignore leaves out. */
function isInContext(path: string): boolean {
  return !ignored.some((pattern) => pattern.test(path.slice(ROOT.length)))
}

async function run(command: string, cwd: string, env: Record<string, string>): Promise<void> {
  const child = spawn('sh', ['-c', command], {
    cwd,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`"${command}" ended with ${code}`)
}

/** An image knows nothing of this machine but how to reach its registry, and the Node it is made of. */
function cleanEnvironment(env: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(HOME|LANG|npm_config_.*|.*_proxy|.*_PROXY|NODE_EXTRA_CA_CERTS)$/.test(name),
  )
  return { ...Object.fromEntries(kept), PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...env }
}

async function start(stage: Stage, root: string): Promise<void> {
  const port = await freePort()
  const data = join(root, 'data')
  const user = await unprivileged(data)
  const cwd = join(root, 'app')
  const env = {
    ...cleanEnvironment(stage.env),
    HOME: '/nonexistent',
    DATA_DIR: data,
    HOST: '127.0.0.1',
    PORT: String(port),
    // One picture of each item is enough.
    IMAGE_FORMATS: 'webp',
    LOG_LEVEL: 'warn',
  }
  const built = performance.now()
  const inImage = (command: string[], stdout: 'inherit' | 'pipe' = 'inherit') =>
    spawn(command[0]!, command.slice(1), { cwd, env, ...user, stdio: ['ignore', stdout, 'inherit'] })
  const child = inImage(stage.command)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const ended0 = async (command: ReturnType<typeof spawn>, what: string) => {
    const [code] = await once(command, 'close')
    if (code !== 0) throw new Error(`${what} ended with ${code}`)
  }
  try {
    await ready(`http://127.0.0.1:${port}/readyz`, () => child.exitCode === null)
    const readyAt = performance.now()
    await ended0(inImage(stage.health), 'its health check')
    const widget = await fetch(`http://127.0.0.1:${port}/widget/v1/vitrine.js`)
    if (widget.status !== 200) throw new Error(`it serves no widget: ${widget.status}`)
    const create = inImage(
      ['node', 'api/dist/cli.js', 'accounts', 'create', '--name', 'Replay', '--json'],
      'pipe',
    )
    const [printed] = await Promise.all([text(create.stdout!), ended0(create, 'vitrine accounts create')])
    await makePortal(`http://127.0.0.1:${port}`, JSON.parse(printed), join(ROOT, 'api/sample/photos/cap.jpg'))
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(0)} s`
    console.log(
      `built in ${seconds(startedAt, built)}, ready after ${seconds(built, readyAt)}, ` +
        `a portal with its picture ${seconds(readyAt, performance.now())} later`,
    )
  } finally {
    const askedAt = performance.now()
    child.kill('SIGTERM')
    const code = await Promise.race([ended, sleep(STOP_MS + 20_000, 'late' as const, { ref: false })])
    if (code === 'late') child.kill('SIGKILL')
    console.log(`stopped with ${code} after ${Math.round(performance.now() - askedAt)} ms`)
    if (code !== 0) process.exitCode = 1
  }
}

async function ready(url: string, alive: () => boolean): Promise<void> {
  const until = Date.now() + READY_MS
  let status = 0
  while (status !== 200 && Date.now() < until && alive()) {
    await sleep(200)
    status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
  }
  if (status !== 200) throw new Error(`the result is not ready: ${status}`)
}

/** As in the image: not root, and the program's own files belong to somebody else. */
async function unprivileged(data: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const idOf = async (flag: string) => Number(await text(spawn('id', [flag, 'nobody']).stdout))
  const user = { uid: await idOf('-u'), gid: await idOf('-g') }
  await chown(data, user.uid, user.gid)
  return user
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}
