import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createGate } from '../../gate.ts'
import type { SvgRasteriser } from '../../ports/svg-rasteriser.ts'
import { ImageError } from '../../render/image-error.ts'
import { LIMITS } from '../../render/limits.ts'

export interface ChildProcessOptions {
  /** Wall-clock time one drawing may take, start of the process included. */
  timeoutMs?: number
  /** Resident memory of the child; beyond it the child is killed. Enforced where /proc exists. */
  memoryLimitMb?: number
  /** Children at once; the rest wait. */
  concurrency?: number
  /** The child's entry. From source it is child.ts beside this file; a bundle puts svg-child.js there. */
  childUrl?: URL
}

const WATCH_EVERY_MS = 25
const HEAP_MB = 128

/** Parses, sanitises and draws each SVG in a process of its own, killed on a deadline. */
export function createSvgRasteriser(options: ChildProcessOptions = {}): SvgRasteriser {
  const { timeoutMs = 5000, memoryLimitMb = 512, concurrency = 2, childUrl = defaultChildUrl() } = options
  const gate = createGate(concurrency)
  return {
    async rasterise(svg, signal) {
      if (svg.length > LIMITS.svgBytes) throw tooLarge()
      return gate(() => draw(svg, { timeoutMs, memoryLimitMb, childUrl, signal }), signal)
    },
  }
}

function defaultChildUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './svg-child.js', import.meta.url)
}

interface Run {
  timeoutMs: number
  memoryLimitMb: number
  childUrl: URL
  signal: AbortSignal | undefined
}

function draw(svg: Uint8Array, { timeoutMs, memoryLimitMb, childUrl, signal }: Run): Promise<Buffer> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, fileURLToPath(childUrl)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { VIPS_CONCURRENCY: '1', MALLOC_ARENA_MAX: '2' },
    windowsHide: true,
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  let stopped: Error | null = null
  const stop = (reason: Error) => {
    stopped ??= reason
    child.kill('SIGKILL')
  }
  const deadline = setTimeout(() => stop(tooCostly('takes too long to draw')), timeoutMs)
  const watch = setInterval(async () => {
    if ((await residentMb(child.pid)) > memoryLimitMb) stop(tooCostly('needs too much memory to draw'))
  }, WATCH_EVERY_MS)
  const abort = () => stop(signal?.reason)
  signal?.addEventListener('abort', abort)
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  // A child killed before it has read everything closes the pipe: the exit tells why, not EPIPE.
  child.stdin.on('error', () => {})
  child.stdin.end(svg)

  return new Promise<Buffer>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (stopped) reject(stopped)
      else if (code === 0 && out.length > 0) resolve(Buffer.concat(out))
      else reject(refusal(code, Buffer.concat(err).toString()))
    })
  }).finally(() => {
    clearTimeout(deadline)
    clearInterval(watch)
    signal?.removeEventListener('abort', abort)
  })
}

function tooLarge(): ImageError {
  const limitMb = LIMITS.svgBytes / 1048576
  return new ImageError('payload_too_large', `The SVG is over ${limitMb} MB; simplify the drawing.`)
}

function tooCostly(how: string): ImageError {
  return new ImageError('unprocessable_image', `The SVG ${how}; simplify the drawing.`)
}

function refusal(code: number | null, stderr: string): Error {
  if (code !== 2) return new ImageError('unprocessable_image', 'The SVG cannot be drawn.')
  const { code: errorCode, message } = JSON.parse(stderr)
  return new ImageError(errorCode, message)
}

async function residentMb(pid: number | undefined): Promise<number> {
  try {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8')
    return (Number(statm.split(' ')[1]) * 4096) / 1048576
  } catch {
    return 0
  }
}
