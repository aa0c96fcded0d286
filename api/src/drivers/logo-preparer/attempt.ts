import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { LogoPreparerBusyError, type PreparedLogo } from '../../ports/logo-preparer.ts'
import { ImageError } from '../../render/image-error.ts'
import { unpackLogo } from './frame.ts'

/** What one file may take of a child, and what to call it. */
export interface Limits {
  noun: string
  advice: string
  timeoutMs: number
  memoryLimitMb: number
  /** How long to wait for a machine that has no time for the child, as a multiple of `timeoutMs`. */
  patience: number
}

const WATCH_EVERY_MS = 25

/** One child reads one file; it is killed when that takes too much. */
export function serve(
  child: ChildProcessWithoutNullStreams,
  bytes: Uint8Array,
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<PreparedLogo> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  let stopped: Error | null = null
  const stop = (reason: Error) => {
    stopped ??= reason
    child.kill('SIGKILL')
  }
  const tooCostly = (how: string) =>
    stop(new ImageError('unprocessable_image', `The ${limits.noun} ${how}; ${limits.advice}.`))
  const took = () => tooCostly('takes too long to draw')
  const deadline = setTimeout(async () => {
    if ((await cpuMs(child.pid)) === undefined) took()
  }, limits.timeoutMs)
  const busy = () => stop(new LogoPreparerBusyError('no time for a logo'))
  const patience = setTimeout(busy, limits.timeoutMs * limits.patience)
  const watch = setInterval(async () => {
    if ((await residentMb(child.pid)) > limits.memoryLimitMb) tooCostly('needs too much memory to draw')
    else if (((await cpuMs(child.pid)) ?? 0) > limits.timeoutMs) took()
  }, WATCH_EVERY_MS)
  const abort = () => stop(signal?.reason)
  signal?.addEventListener('abort', abort)
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  child.stdin.end(bytes)

  const frame = new Promise<Buffer>((resolve, reject) => {
    child.on('error', (cause) => reject(failed(cause)))
    child.on('close', (code, by) => {
      if (stopped) reject(stopped)
      else if (code === 0) resolve(Buffer.concat(out))
      // Not by us: by the system that was short of memory, or somebody at it.
      else if (by === 'SIGKILL') reject(failed(new Error(`ended by ${by}`)))
      else reject(refusal(limits, code ?? by, Buffer.concat(err).toString()))
    })
  })
  const unpacked = frame.then((bytes) => {
    try {
      return unpackLogo(bytes)
    } catch (cause) {
      throw failed(cause)
    }
  })
  return unpacked.finally(() => {
    clearTimeout(deadline)
    clearTimeout(patience)
    clearInterval(watch)
    signal?.removeEventListener('abort', abort)
  })
}

/** A child that ended by neither a refusal nor a limit, and what to say when it happens again. */
export class ChildError extends Error {
  readonly verdict: Error
  constructor(reason: string, verdict: Error) {
    super(reason)
    this.verdict = verdict
  }
}

const failed = (cause: unknown) =>
  new ChildError(
    cause instanceof Error ? cause.message : String(cause),
    new LogoPreparerBusyError('no logo from the process', { cause }),
  )

const LONGEST_REASON = 300

/** `code` is that of the exit, or the signal that the process ended itself by. */
function refusal({ noun }: Limits, code: number | string | null, stderr: string): Error {
  if (code !== 2) {
    const reason = `ended by ${code}: ${stderr.trim().slice(0, LONGEST_REASON)}`
    // Twice the same with a fresh process: that is the file.
    const verdict = new ImageError('unprocessable_image', `The ${noun} cannot be drawn.`, { cause: reason })
    return new ChildError(reason, verdict)
  }
  const { code: errorCode, message } = JSON.parse(stderr)
  return new ImageError(errorCode, message)
}

/** Time the process has had of a core, in milliseconds; undefined where it cannot be told. */
async function cpuMs(pid: number | undefined): Promise<number | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // After the name in brackets, which may hold spaces: user and system time, in hundredths of a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

async function residentMb(pid: number | undefined): Promise<number> {
  try {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8')
    return (Number(statm.split(' ')[1]) * 4096) / 1048576
  } catch {
    return 0
  }
}
