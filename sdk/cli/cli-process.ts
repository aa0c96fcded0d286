import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

export type Ran = { code: number | null; stdout: string; stderr: string }
export type Running = {
  ended: Promise<Ran>
  interrupt(): void
  /** What it has said so far. */
  said(): { stdout: string; stderr: string }
}

/** A folder for one test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The command line as a process of its own, without anything of the user's. */
export function start(
  args: string[],
  options: { env?: Record<string, string>; input?: string; cwd?: string; program?: string } = {},
): Running {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [options.program ?? MAIN, ...args], {
    env: { PATH, HOME, ...options.env },
    cwd: options.cwd,
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(options.input)
  const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return { ended, interrupt: () => child.kill('SIGINT'), said: () => ({ stdout, stderr }) }
}

export const run = (args: string[], options?: Parameters<typeof start>[1]): Promise<Ran> =>
  start(args, options).ended
