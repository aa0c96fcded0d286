import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface TestProcess {
  url: string
  pid: number
  /** What it has logged. */
  output(): string
  /** Answers its exit code, null where the signal ended it. */
  kill(signal?: NodeJS.Signals): Promise<number | null>
}

export interface ProcessOptions {
  /** `false` does not wait for it. */
  ready?: boolean
  /** `false` starts it as a person does, schema and all. */
  supervised?: boolean
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Processes of one installation, started as its supervisor starts them; none outlives `stop`. */
export function createProcesses(environment: Record<string, string>) {
  const running = new Set<TestProcess>()

  return {
    async start(
      role: 'api' | 'worker',
      env: Record<string, string>,
      { ready = true, supervised = true }: ProcessOptions = {},
    ): Promise<TestProcess> {
      const port = await freePort()
      const child = fork(MAIN, supervised ? ['--supervised'] : [], {
        env: { ...process.env, ...environment, PORT: String(port), ROLE: role, ...env },
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
      const started: TestProcess = {
        url: `http://127.0.0.1:${port}`,
        pid: child.pid!,
        output: () => Buffer.concat(output).toString(),
        async kill(signal = 'SIGTERM') {
          running.delete(started)
          if (child.exitCode === null && child.signalCode === null) {
            child.kill(signal)
            await ended
          }
          return child.exitCode
        },
      }
      running.add(started)
      return started
    },

    async stop() {
      await Promise.all([...running].map((child) => child.kill('SIGKILL')))
    },
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}
