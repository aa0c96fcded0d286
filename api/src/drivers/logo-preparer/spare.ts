import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

const HEAP_MB = 128

/** Children that each serve one file. Node and libvips take 0.1 s to start, as long as most logos: one starts ahead. */
export interface Children {
  /** The spare where there is one. */
  take(): ChildProcessWithoutNullStreams
  /** Starts the next spare, unless one waits. It neither keeps this process alive nor survives it. */
  startSpare(): void
}

export function createChildren(childUrl: URL): Children {
  let spare: ChildProcessWithoutNullStreams | undefined
  return {
    take() {
      const child = spare ?? start(childUrl)
      spare = undefined
      for (const handle of handlesOf(child)) handle.ref()
      return child
    },

    startSpare() {
      if (spare) return
      const child = start(childUrl)
      spare = child
      const forget = () => {
        if (spare === child) spare = undefined
      }
      child.once('exit', forget)
      child.once('error', forget)
      // Its end, when this process ends, is that of its input.
      for (const handle of handlesOf(child)) handle.unref()
    },
  }
}

function start(childUrl: URL): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, fileURLToPath(childUrl)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { VIPS_CONCURRENCY: '1', MALLOC_ARENA_MAX: '2' },
    windowsHide: true,
  })
  // A child killed before it has read everything closes the pipe: the exit tells why, not EPIPE.
  child.stdin.on('error', () => {})
  try {
    // Readers come before uploads, as they do before pictures. Its threads, started later, inherit it.
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the system allows none: it draws all the same.
  }
  return child
}

function handlesOf(child: ChildProcessWithoutNullStreams): { ref(): unknown; unref(): unknown }[] {
  return [child, child.stdin as unknown as Socket, child.stdout as Socket, child.stderr as Socket]
}
