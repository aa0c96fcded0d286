import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { sharp } from '../../src/render/libvips.ts'
import { bounds } from '../render/reference.ts'
import { type Picture, ssim } from '../render/ssim.ts'
import { descendants, shareMb } from './processes.ts'
import type { Answer } from './rivals/process.ts'
import { SIZE, type Task } from './rivals/task.ts'
import { createTasks } from './rivals/tasks.ts'
import { median, printTable } from './table.ts'

/** How many times our processor time each rival should need. */
const TARGETS: Record<string, number> = { ImageMagick: 2.2, Chromium: 6, jimp: 8, '@napi-rs/canvas': 1.2 }

/** Each way that somebody would use it: a page that stays open, the photos kept in it, a page or a browser a picture. */
const CHROMIUM = [
  'Chromium',
  'Chromium, known photo',
  'Chromium, PNG, sharp',
  'Chromium, a page each',
  'Chromium, a page each, PNG, sharp',
  'Chromium, a browser each',
]

/** Below it, somebody drew another picture. Encoders and ways to scale a photo differ by less. */
const SAME_PICTURE = 0.9

/** The engine against others, the same pictures from the same files. Each is a process of its own; they take turns. */
export async function benchRivals({ full = false }: { full?: boolean } = {}): Promise<void> {
  const { perspective, upright, remove } = await createTasks()
  const [most, rounds] = full ? [99, 7] : [4, 3]
  const jpeg = (task: Task): Task => ({ ...task, output: { ...task.output, format: 'jpeg' } })
  const ours = ['ours', 'ours, known photo', 'bare sharp']
  try {
    await compare('Prints in perspective, WebP at 1000 and 480 px', {
      tasks: perspective.slice(0, most),
      names: [...ours, 'ImageMagick', ...CHROMIUM],
      rounds,
    })
    await compare('Upright and turned prints, WebP at 1000 and 480 px', {
      tasks: upright.slice(0, most),
      names: [...ours, '@napi-rs/canvas', '@napi-rs/canvas, known photo'],
      rounds,
    })
    await compare('Upright and turned prints, JPEG at 1000 and 480 px', {
      tasks: upright.slice(0, most).map(jpeg),
      names: [...ours, 'jimp', 'jimp, known photo'],
      rounds,
    })
  } finally {
    await remove()
  }
}

interface Figures {
  name: string
  cpuMs: number[]
  wallMs: number[]
  peakMb: number
  similar: number[]
  /** Of the files of one picture. */
  kB: number[]
}

async function compare(
  title: string,
  job: { tasks: Task[]; names: string[]; rounds: number },
): Promise<void> {
  const started = await Promise.all(job.names.map(startContender))
  const contenders = started.filter((contender) => contender !== undefined)
  const all = contenders.map(
    ({ name }): Figures => ({ name, cpuMs: [], wallMs: [], peakMb: 0, similar: [], kB: [] }),
  )
  try {
    // The first round warms compilers and caches, and shows whether all draw the same.
    for (let round = 0; round <= job.rounds; round++) {
      const sums = contenders.map(() => ({ cpuMs: 0, wallMs: 0 }))
      for (const task of job.tasks) {
        let reference: Picture | undefined
        for (const [i, contender] of contenders.entries()) {
          const answer = await contender.draw(task)
          all[i]!.peakMb = Math.max(all[i]!.peakMb, answer.peakMb)
          sums[i]!.cpuMs += answer.cpuMs / job.tasks.length
          sums[i]!.wallMs += answer.wallMs / job.tasks.length
          if (round > 0) continue
          all[i]!.kB.push(answer.files.reduce((sum, file) => sum + file.byteLength, 0) / 1000)
          const picture = await decode(answer.files[0]!)
          reference ??= picture
          for (const layer of task.placement.layers)
            all[i]!.similar.push(ssim(reference, picture, bounds(layer, SIZE)))
        }
      }
      if (round === 0) continue
      for (const [i, sum] of sums.entries()) {
        all[i]!.cpuMs.push(sum.cpuMs)
        all[i]!.wallMs.push(sum.wallMs)
      }
    }
  } finally {
    for (const contender of contenders) contender.stop()
  }
  report(title, job, all)
}

function report(title: string, { tasks, rounds }: { tasks: Task[]; rounds: number }, all: Figures[]): void {
  const [ours, oursKnown] = all
  // Rounds are paired: in each, all met the same machine. Who keeps the photo is held against us when we keep it.
  const times = (figures: Figures, what: 'cpuMs' | 'wallMs') => {
    const base = figures !== oursKnown && figures.name.endsWith(KNOWN) ? oursKnown : ours
    return median(figures[what].map((ms, round) => ms / base![what][round]!))
  }
  const load = loadavg()[0]!.toFixed(1)
  printTable(
    `${title} (${tasks.length} pictures, median of ${rounds} rounds, load ${load})`,
    all.map((figures) => ({
      '': figures.name,
      'CPU ms': median(figures.cpuMs),
      'x ours': times(figures, 'cpuMs'),
      'wall ms': median(figures.wallMs),
      'x ours ': times(figures, 'wallMs'),
      'peak MB': `${Math.round(figures.peakMb)}`,
      kB: `${Math.round(median(figures.kB))}`,
      'SSIM to ours, least':
        figures.name === 'bare sharp' ? 'no logo' : Math.min(...figures.similar).toFixed(3),
      target: targetOf(figures.name) ? verdict(times(figures, 'cpuMs'), targetOf(figures.name)!) : '',
    })),
  )
  for (const { name, similar } of all)
    if (name !== 'bare sharp' && Math.min(...similar) < SAME_PICTURE)
      console.log(`${name} draws another picture: its ratio does not count.`)
}

const KNOWN = ', known photo'

const targetOf = (name: string) => TARGETS[name.split(',')[0]!]

const verdict = (found: number, wanted: number) => `${wanted}: ${found >= wanted ? 'met' : 'MISSED'}`

async function decode(file: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: 3 }
}

async function startContender(name: string) {
  const entry = fileURLToPath(new URL('./rivals/process.ts', import.meta.url))
  const child = fork(entry, [name], { serialization: 'advanced' })
  const [hello] = await once(child, 'message')
  if (hello !== 'ready') {
    console.log(`${name} is left out: ${hello.unable}.`)
    return undefined
  }
  return {
    name,
    stop: () => child.disconnect(),
    async draw(task: Task): Promise<Answer> {
      let peakMb = 0
      const watch = setInterval(() => {
        const pids = [child.pid!, ...descendants(child.pid!)]
        peakMb = Math.max(
          peakMb,
          pids.reduce((sum, pid) => sum + shareMb(pid), 0),
        )
      }, 50)
      child.send(task)
      const [answer] = await once(child, 'message')
      clearInterval(watch)
      return { ...answer, peakMb: Math.max(peakMb, answer.peakMb) }
    },
  }
}

if (import.meta.main) await benchRivals({ full: process.argv.includes('--full') })
