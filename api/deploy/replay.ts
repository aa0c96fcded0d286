import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Instruction, readDockerfile, type Stage } from './dockerfile.ts'

// Does what the Dockerfile says, each stage in a clean folder, without Docker; starts the result, asks it how it is,
// and stops it. `--keep` leaves the folder, `--no-start` only builds.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const READY_MS = 120_000
const STOP_MS = 8000

const flags = process.argv.slice(2)
if (flags.includes('--help')) {
  console.log('Usage: npm run replay -- [--keep] [--no-start]')
  process.exit(0)
}

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

/** What .dockerignore leaves out. */
function isInContext(path: string): boolean {
  const parts = path.slice(ROOT.length).split('/')
  return !parts.some((part) => /^(\.git|\.vitrine.*|node_modules|dist|coverage|.*\.log)$/.test(part))
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
  const [program, ...args] = stage.command
  const env = {
    ...cleanEnvironment(stage.env),
    DATA_DIR: join(root, 'data'),
    HOST: '127.0.0.1',
    PORT: String(port),
  }
  const child = spawn(program!, args, {
    cwd: join(root, 'app'),
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  try {
    const until = Date.now() + READY_MS
    let status = 0
    while (status !== 200 && Date.now() < until && child.exitCode === null) {
      await sleep(200)
      status = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        (response) => response.status,
        () => 0,
      )
    }
    if (status !== 200) throw new Error(`the result is not ready: ${status}`)
    const health = spawn(stage.health[0]!, stage.health.slice(1), {
      cwd: join(root, 'app'),
      env,
      stdio: 'inherit',
    })
    if ((await new Promise((done) => health.once('exit', done))) !== 0)
      throw new Error('its health check fails')
    const widget = await fetch(`http://127.0.0.1:${port}/widget/v1/vitrine.js`)
    if (widget.status !== 200) throw new Error(`it serves no widget: ${widget.status}`)
    console.log('started, ready and healthy')
  } finally {
    const askedAt = performance.now()
    child.kill('SIGTERM')
    const code = await Promise.race([ended, sleep(STOP_MS + 20_000, 'late' as const, { ref: false })])
    if (code === 'late') child.kill('SIGKILL')
    console.log(
      `started, ready, healthy; stopped with ${code} after ${Math.round(performance.now() - askedAt)} ms`,
    )
    if (code !== 0) process.exitCode = 1
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}
