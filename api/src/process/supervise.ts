import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../config.ts'
import type { Log } from '../log.ts'

const MAIN = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../main.ts' : './main.js', import.meta.url),
)
/** A child that has not stopped by itself by then is killed; its work comes back by its lease. */
const STOP_MS = 8000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** A child that lived this long had started well: the next wait is short again. */
const HEALTHY_MS = 60_000

const ROLES = ['api', 'worker'] as const

/**
 * Keeps one API and one worker running until `stop`. Resolves when both have ended. `ready` is called once both
 * have come up the first time; a role that never does ends everything with its error.
 */
export async function supervise(options: {
  databaseUrl: string
  log: Log
  stop: Promise<unknown>
  ready?: () => void
  /** How much the two say; as configured where absent. */
  logLevel?: string
}): Promise<void> {
  const { databaseUrl, log, stop, logLevel } = options
  let stopping = false
  const children = new Set<ChildProcess>()
  const stopped = stop.then(() => {
    stopping = true
    for (const child of children) child.kill('SIGTERM')
  })
  let up = 0

  async function keep(role: (typeof ROLES)[number]): Promise<void> {
    let wait = FIRST_WAIT_MS
    let everReady = false
    while (!stopping) {
      const startedAt = Date.now()
      const child = start(role, { DATABASE_URL: databaseUrl, ...(logLevel ? { LOG_LEVEL: logLevel } : {}) })
      children.add(child)
      child.on('message', (message) => {
        if (message !== 'ready' || everReady) return
        everReady = true
        up += 1
        if (up === ROLES.length) options.ready?.()
      })
      const ended = await exitOf(child, stopped)
      children.delete(child)
      if (stopping) return
      // It said itself what was wrong; trying again would only say it again.
      if (!everReady) throw new Error(`The ${role} could not start (${ended}).`)
      if (Date.now() - startedAt > HEALTHY_MS) wait = FIRST_WAIT_MS
      log.warn({ child: role, ended, restartInMs: wait }, 'a process ended; starting it again')
      await Promise.race([sleep(wait), stopped])
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }

  try {
    await Promise.all(ROLES.map(keep))
  } finally {
    stopping = true
    for (const child of children) child.kill('SIGTERM')
    await Promise.all([...children].map((child) => exitOf(child, Promise.resolve())))
  }
}

function start(role: string, env: Record<string, string>): ChildProcess {
  const child = fork(MAIN, ['--supervised'], {
    // Two arenas: glibc's many kept 100 MB of a rendering worker's 680 to themselves.
    env: childEnvironment({ MALLOC_ARENA_MAX: '2', ...env, ROLE: role }) as NodeJS.ProcessEnv,
  })
  // On one machine visitors come before pictures. Set from here, before the child has threads of its own to inherit it.
  if (role === 'worker' && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  return child
}

/** Waits for the end; once `stopped` has resolved, no longer than STOP_MS. */
async function exitOf(child: ChildProcess, stopped: Promise<unknown>): Promise<string> {
  if (child.exitCode !== null || child.signalCode !== null)
    return `exit ${child.exitCode ?? child.signalCode}`
  const exit = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit ${code}`)),
  )
  const late = stopped.then(async () => {
    await sleep(STOP_MS, undefined, { ref: false })
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    return exit
  })
  return Promise.race([exit, late])
}
