import { readFileSync } from 'node:fs'
import { descendants, statOf } from '../processes.ts'
import type { Contender, Task } from './task.ts'

// A contender in a process of its own, so that memory and processor time are its own: told a task, it answers with
// the files and what they cost.

const OPEN: Record<string, () => Promise<Contender>> = {
  ours: async () => (await import('./ours.ts')).openOurs({ photosKnown: false }),
  'ours, known photo': async () => (await import('./ours.ts')).openOurs({ photosKnown: true }),
  'bare sharp': async () => (await import('./bare-sharp.ts')).openBareSharp(),
  ImageMagick: async () => (await import('./imagemagick.ts')).openImageMagick(),
  Chromium: async () => (await import('./chromium.ts')).openChromium(),
  'Chromium, known photo': async () => (await import('./chromium.ts')).openChromium({ photosKnown: true }),
  'Chromium, a page each': async () => (await import('./chromium.ts')).openChromium({ fresh: 'page' }),
  'Chromium, a page each, PNG, sharp': async () =>
    (await import('./chromium.ts')).openChromium({ fresh: 'page', throughPng: true }),
  'Chromium, a browser each': async () => (await import('./chromium.ts')).openChromium({ fresh: 'browser' }),
  'Chromium, PNG, sharp': async () => (await import('./chromium.ts')).openChromium({ throughPng: true }),
  jimp: async () => (await import('./jimp.ts')).openJimp(),
  'jimp, known photo': async () => (await import('./jimp.ts')).openJimp({ photosKnown: true }),
  '@napi-rs/canvas': async () => (await import('./napi-canvas.ts')).openNapiCanvas(),
  '@napi-rs/canvas, known photo': async () =>
    (await import('./napi-canvas.ts')).openNapiCanvas({ photosKnown: true }),
}

export interface Answer {
  files: Uint8Array[]
  wallMs: number
  /** User and system time of the process and all it started. */
  cpuMs: number
  peakMb: number
}

if (import.meta.main) {
  const contender = await OPEN[process.argv[2]!]!().catch((error: Error) => {
    process.send!({ unable: error.message.split('\n')[0] })
    process.exit()
  })
  process.on('message', async (task: Task) => {
    const [others, self, startedAt] = [othersCpuMs(), process.cpuUsage(), performance.now()]
    const files = await contender.draw(task)
    const wallMs = performance.now() - startedAt
    const { user, system } = process.cpuUsage(self)
    const cpuMs = (user + system) / 1000 + othersCpuMs() - others
    process.send!({ files, wallMs, cpuMs, peakMb: ownPeakMb() })
  })
  process.on(
    'disconnect',
    () => void (contender.close?.() ?? Promise.resolve()).finally(() => process.exit()),
  )
  process.send!('ready')
}

// Not maxRSS of getrusage, which a new process inherits from the one that started it.
function ownPeakMb(): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return process.memoryUsage.rss() / 1048576
  }
}

const TICK_MS = 10

// Processes below this one, those still there and those that have ended.
function othersCpuMs(): number {
  const ended = statOf(process.pid)
  const below = descendants(process.pid).map(statOf)
  const ticks = below.reduce((sum, stat) => sum + (stat ? stat.own + stat.ended : 0), ended?.ended ?? 0)
  return ticks * TICK_MS
}
