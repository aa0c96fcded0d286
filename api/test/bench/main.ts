import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'

type Bench = (options: { full: boolean }) => Promise<unknown>

/** In this order, each in a process of its own: what one leaves in memory is not the next one's. */
const BENCHES: Record<string, { tells: string; load: () => Promise<Bench> }> = {
  render: {
    tells: 'the engine against bare sharp, which decodes, fits and encodes without a logo',
    load: async () => (await import('./render.ts')).benchRender,
  },
  rivals: {
    tells: 'the same pictures by ImageMagick, Chromium, jimp and @napi-rs/canvas',
    load: async () => (await import('./rivals.ts')).benchRivals,
  },
  memory: {
    tells: 'resident memory over 2,000 renders',
    load: async () => (await import('./memory.ts')).benchMemory,
  },
  saturation: {
    tells: 'reads beside a worker at rest and at work',
    load: async () => (await import('./saturation.ts')).benchSaturation,
  },
  portal: {
    tells: 'portal reads against bare Express',
    load: async () => {
      const { benchPortal, printPortal } = await import('./portal.ts')
      return async () => printPortal(await benchPortal())
    },
  },
  orders: {
    tells: 'quote requests and webhook deliveries against bare inserts and posts',
    load: async () => (await import('./orders.ts')).benchOrders,
  },
  sdk: {
    tells: 'the client against bare fetch, an import against the worker alone',
    load: async () => (await import('./sdk.ts')).benchSdk,
  },
  scale: {
    tells: 'reads of an account of 10,000 tenants against those of one with 10',
    load: async () => (await import('./scale.ts')).benchScale,
  },
  widget: {
    tells: 'the first product picture, hosted and embedded, against a bare page with the same pictures',
    load: async () => (await import('./widget.ts')).benchWidget,
  },
  crowd: {
    tells: '200 visitors and 20 writers while pictures are made; --full for two minutes',
    load: async () => (await import('./crowd.ts')).benchCrowd,
  },
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    full: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const unknown = values.only?.find((name) => !(name in BENCHES))

if (values.help || unknown !== undefined) {
  if (unknown !== undefined) console.error(`There is no bench "${unknown}".\n`)
  console.log(`npm run bench -- [--only name]… [--full]

Ratios before times: the sides of each comparison take turns, whatever else the machine does. All of it takes some
three minutes on two free cores; --full takes more pictures and more rounds.
`)
  for (const [name, { tells }] of Object.entries(BENCHES)) console.log(`  ${name.padEnd(11)} ${tells}`)
  process.exitCode = unknown === undefined ? 0 : 2
} else {
  const names = values.only ?? Object.keys(BENCHES)
  if (names.length === 1) await (await BENCHES[names[0]!]!.load())({ full: values.full })
  else
    for (const name of names) {
      const child = fork(import.meta.filename, ['--only', name, ...(values.full ? ['--full'] : [])])
      const [code] = await once(child, 'exit')
      if (code !== 0) process.exitCode = 1
    }
}
