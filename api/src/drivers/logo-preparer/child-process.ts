import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createGate } from '../../gate.ts'
import { type LogoPreparer, LogoPreparerBusyError, type PreparedLogo } from '../../ports/logo-preparer.ts'
import { ImageError } from '../../render/image-error.ts'
import { inspectImage } from '../../render/inspect.ts'
import { LIMITS } from '../../render/limits.ts'
import { sniffFormat } from '../../render/sniff.ts'
import { isSvg } from '../../render/svg.ts'
import { unpackLogo } from './frame.ts'
import { createChildren } from './spare.ts'

export interface ChildProcessOptions {
  /** Time of a core that one file may take; of the clock where the system does not tell (no /proc). */
  timeoutMs?: number
  /** How long to wait for a machine that has no time for the child, as a multiple of `timeoutMs`. */
  patience?: number
  /** Resident memory of the child; beyond it the child is killed. Enforced where /proc exists. */
  memoryLimitMb?: number
  /** Children at once; the rest wait. */
  concurrency?: number
  /** The child's entry. From source it is child.ts beside this file; a bundle puts logo-child.js there. */
  childUrl?: URL
  /** Told each time a child ends by neither a refusal nor a limit. */
  onFailure?: (reason: string) => void
}

/**
 * A drawing costs what its author likes, and honest ones next to nothing. Pixels cost what their number says: 50
 * million of them up to 3.5 s and 950 MB (AVIF) on a free core, and the machine may be busy.
 */
const KINDS = {
  svg: { noun: 'SVG', advice: 'simplify the drawing', timeoutMs: 5000, memoryLimitMb: 512 },
  raster: { noun: 'image', advice: 'send a smaller one', timeoutMs: 15_000, memoryLimitMb: 1200 },
}
type Kind = (typeof KINDS)[keyof typeof KINDS]

const WATCH_EVERY_MS = 25

/** A child that runs at low priority on a busy machine may get a third of a core: its file is not to blame. */
const PATIENCE = 3

/** Reads, sanitises and draws each logo in a process of its own, killed when it takes too much. */
export function createLogoPreparer(options: ChildProcessOptions = {}): LogoPreparer {
  const {
    concurrency = 2,
    childUrl = defaultChildUrl(),
    timeoutMs,
    memoryLimitMb,
    patience = PATIENCE,
    onFailure = () => undefined,
  } = options
  const gate = createGate(concurrency)
  const children = createChildren(childUrl)
  return {
    async prepare(bytes, signal) {
      const kind = await kindOf(bytes)
      const limits = {
        ...kind,
        timeoutMs: timeoutMs ?? kind.timeoutMs,
        memoryLimitMb: memoryLimitMb ?? kind.memoryLimitMb,
        patience,
      }
      return gate(async () => {
        const attempt = () =>
          serve(children.take(), bytes, limits, signal).catch((error) => {
            if (error instanceof ChildError) onFailure(error.message)
            throw error
          })
        try {
          // What a file does, it does again; what befell the process alone, it does not.
          return await attempt().catch((error) => {
            if (!(error instanceof ChildError)) throw error
            return attempt()
          })
        } catch (error) {
          throw error instanceof ChildError ? error.verdict : error
        } finally {
          children.startSpare()
        }
      }, signal)
    },
  }
}

function defaultChildUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './logo-child.js', import.meta.url)
}

/** What is no picture at all, or too large, is not worth a process. */
async function kindOf(bytes: Uint8Array): Promise<Kind> {
  if (isSvg(bytes)) {
    if (bytes.length <= LIMITS.svgBytes) return KINDS.svg
    const limitMb = LIMITS.svgBytes / 1048576
    throw new ImageError('payload_too_large', `The SVG is over ${limitMb} MB; simplify the drawing.`)
  }
  // Throws before it decodes anything.
  if (bytes.length > LIMITS.bytes || !sniffFormat(bytes)) await inspectImage(bytes)
  return KINDS.raster
}

function serve(
  child: ChildProcessWithoutNullStreams,
  bytes: Uint8Array,
  kind: Kind & { patience: number },
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
    stop(new ImageError('unprocessable_image', `The ${kind.noun} ${how}; ${kind.advice}.`))
  const took = () => tooCostly('takes too long to draw')
  const deadline = setTimeout(async () => {
    if ((await cpuMs(child.pid)) === undefined) took()
  }, kind.timeoutMs)
  const busy = () => stop(new LogoPreparerBusyError('no time for a logo'))
  const patience = setTimeout(busy, kind.timeoutMs * kind.patience)
  const watch = setInterval(async () => {
    if ((await residentMb(child.pid)) > kind.memoryLimitMb) tooCostly('needs too much memory to draw')
    else if (((await cpuMs(child.pid)) ?? 0) > kind.timeoutMs) took()
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
      else reject(refusal(kind, code ?? by, Buffer.concat(err).toString()))
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
class ChildError extends Error {
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
function refusal({ noun }: Kind, code: number | string | null, stderr: string): Error {
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
