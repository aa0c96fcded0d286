import { MultiBar, Presets, type SingleBar } from 'cli-progress'

export interface Bar {
  /** Shows `done` of `total`, with a word about what is going on. */
  update(done: number, total: number, note?: string): void
}

export interface Progress {
  bar(name: string): Bar
  stop(): void
}

const NAME_WIDTH = 12

/** Bars on a terminal; one line when something is complete elsewhere, so that a log stays readable. */
export function createProgress(stream: NodeJS.WriteStream = process.stdout): Progress {
  if (!stream.isTTY) return lines(stream)
  const bars = new MultiBar(
    {
      stream,
      format: '  {name} {bar} {value}/{total}  {note}',
      barsize: 32,
      hideCursor: true,
      clearOnComplete: false,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  )
  let stopped = false
  return {
    bar(name) {
      const bar: SingleBar = bars.create(1, 0, { name: name.padEnd(NAME_WIDTH), note: '' })
      return {
        update(done, total, note = '') {
          bar.setTotal(Math.max(total, 1))
          bar.update(done, { note })
        },
      }
    },
    stop() {
      if (!stopped) bars.stop()
      stopped = true
    },
  }
}

function lines(stream: NodeJS.WriteStream): Progress {
  return {
    bar(name) {
      let complete = false
      return {
        update(done, total, note = '') {
          if (complete || total === 0 || done < total) return
          complete = true
          stream.write(`  ${name.padEnd(NAME_WIDTH)} ${done}/${total}  ${note}\n`)
        },
      }
    },
    stop() {},
  }
}
