import { createGate } from '../../gate.ts'
import type { LogoPreparer } from '../../ports/logo-preparer.ts'
import { ImageError } from '../../render/image-error.ts'
import { inspectImage } from '../../render/inspect.ts'
import { LIMITS } from '../../render/limits.ts'
import { sniffFormat } from '../../render/sniff.ts'
import { isSvg } from '../../render/svg.ts'
import { ChildError, serve } from './attempt.ts'
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
