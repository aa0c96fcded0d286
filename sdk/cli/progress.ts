import { Presets, SingleBar } from 'cli-progress'
import { plain } from './output.ts'

export type Progress = { update(done: number, total: number, note?: string): void; stop(): void }

/** One bar on a terminal; elsewhere a line at each quarter, so that a log stays readable. */
export function createProgress(name: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return lines(name, stream)
  const format = `${name} {bar} {value}/{total}  {note}`
  const bar = new SingleBar(
    { stream, format, barsize: 32, hideCursor: true, emptyOnZero: true },
    Presets.shades_classic,
  )
  bar.start(1, 0, { note: '' })
  return {
    update(done, total, note = '') {
      bar.setTotal(Math.max(total, 1))
      bar.update(done, { note: plain(note) })
    },
    stop: () => bar.stop(),
  }
}

function lines(name: string, stream: NodeJS.WriteStream): Progress {
  let told = 0
  return {
    update(done, total, note = '') {
      const quarter = Math.floor((4 * done) / Math.max(total, 1))
      if (quarter <= told) return
      told = quarter
      stream.write(`${name} ${done}/${total}  ${plain(note)}\n`)
    },
    stop() {},
  }
}
