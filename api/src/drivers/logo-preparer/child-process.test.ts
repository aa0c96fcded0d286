import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, inject, test } from 'vitest'
import { createGate } from '../../gate.ts'
import { LogoPreparerBusyError } from '../../ports/logo-preparer.ts'
import { createLogoPreparer } from './child-process.ts'
import { packLogo, unpackLogo } from './frame.ts'
import { createChildren } from './spare.ts'

const svg = (body: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">${body}</svg>`)
const RECT = '<rect width="100" height="50" fill="#c81e1e"/>'

/** A child that does as told with its file; as a spare it waits, and ends with us. */
async function stub(name: string, code: string): Promise<URL> {
  const file = join(inject('folder'), `logo-child-${process.pid}-${name}.mjs`)
  const read = 'let length = 0; for await (const chunk of process.stdin) length += chunk.length'
  await writeFile(file, `${read}; if (length === 0) process.exit(); ${code}`)
  return pathToFileURL(file)
}

const sizeOf = (png: Uint8Array) => {
  const view = Buffer.from(png)
  expect(view.subarray(1, 4).toString()).toBe('PNG')
  return [view.readUInt32BE(16), view.readUInt32BE(20)]
}

test('makes all of a logo: long side 1600 px, every variant, smaller pictures', async () => {
  const logo = await createLogoPreparer().prepare(svg(RECT))
  expect(logo).toMatchObject({ width: 1600, height: 800, whiteBoxRemoved: false, colors: ['#c81e1e'] })
  expect(Object.values(logo.variants).map(sizeOf)).toEqual(Array(4).fill([1600, 800]))
  expect(logo.smaller.map(({ bytes }) => sizeOf(bytes))).toEqual([
    [320, 160],
    [640, 320],
  ])
})

test('reads rasters too, and makes none larger than they are', async () => {
  const preparer = createLogoPreparer()
  const drawn = await preparer.prepare(svg(RECT))
  const again = await preparer.prepare(drawn.smaller[1]!.bytes)
  expect([again.width, again.height]).toEqual([640, 320])
  expect(again.smaller.map(({ width }) => width)).toEqual([320])
})

test.each([
  ['an SVG too large', svg(`<desc>${'x'.repeat(3_000_000)}</desc>`), 'payload_too_large'],
  ['no picture', Buffer.from('hello'), 'unsupported_media_type'],
  ['nothing', Buffer.alloc(0), 'unprocessable_image'],
])('%s starts no process', async (_what, bytes, code) => {
  const preparer = createLogoPreparer({ childUrl: new URL('file:///nowhere') })
  await expect(preparer.prepare(bytes)).rejects.toMatchObject({ code })
})

test('passes on what the child refuses', async () => {
  await expect(createLogoPreparer().prepare(svg('<g/>'))).rejects.toThrow(
    'The SVG is blank: nothing in it can be seen.',
  )
})

test('kills a child that takes too long', async () => {
  const childUrl = await stub('slow', 'for (;;) {}')
  // The limit is time of a core, so that this holds on a busy machine too.
  const preparer = createLogoPreparer({ childUrl, timeoutMs: 400, patience: 50 })
  await expect(preparer.prepare(svg(RECT))).rejects.toThrow('takes too long')
})

test.runIf(process.platform === 'linux')('kills a child that takes too much memory', async () => {
  const childUrl = await stub('large', 'const a = []; setInterval(() => a.push(Buffer.alloc(2e7, 1)), 10)')
  const preparer = createLogoPreparer({ childUrl, memoryLimitMb: 200 })
  await expect(preparer.prepare(svg(RECT))).rejects.toThrow('too much memory')
})

test('a crash is a refusal, not a crash of ours', async () => {
  const childUrl = await stub('crash', 'process.abort()')
  await expect(createLogoPreparer({ childUrl }).prepare(svg(RECT))).rejects.toThrow(
    'The SVG cannot be drawn.',
  )
})

test('what befell the process and not the file is tried again', async () => {
  const mark = join(inject('folder'), `logo-child-${process.pid}-once`)
  const work =
    'process.exitCode = 2; process.stderr.write(JSON.stringify({ code: "unprocessable_image", message: "drawn" }))'
  const childUrl = await stub(
    'once',
    `const { existsSync, writeFileSync } = await import('node:fs')
     if (existsSync('${mark}')) { ${work} } else { writeFileSync('${mark}', ''); process.abort() }`,
  )
  await expect(createLogoPreparer({ childUrl }).prepare(svg(RECT))).rejects.toThrow('drawn')
})

test('killed by the system twice, it says nothing about the file; each time is noted', async () => {
  const childUrl = await stub('killed', "process.kill(process.pid, 'SIGKILL')")
  const noted: string[] = []
  const preparer = createLogoPreparer({ childUrl, onFailure: (reason) => noted.push(reason) })
  await expect(preparer.prepare(svg(RECT))).rejects.toBeInstanceOf(LogoPreparerBusyError)
  expect(noted).toEqual(['ended by SIGKILL', 'ended by SIGKILL'])
})

test('an answer that is cut off twice says nothing about the file either', async () => {
  const childUrl = await stub('cut', "process.stdout.write('{')")
  const noted: string[] = []
  const preparer = createLogoPreparer({ childUrl, onFailure: (reason) => noted.push(reason) })
  await expect(preparer.prepare(svg(RECT))).rejects.toBeInstanceOf(LogoPreparerBusyError)
  expect(noted).toHaveLength(2)
})

test('stops when it is no longer wanted', async () => {
  const childUrl = await stub('wait', 'setTimeout(() => {}, 1e6)')
  const wanted = AbortSignal.timeout(200)
  await expect(createLogoPreparer({ childUrl }).prepare(svg(RECT), wanted)).rejects.toMatchObject({
    name: 'TimeoutError',
  })
})

test('a spare waits, serves, and is forgotten when it has died', async () => {
  const waiting = createChildren(await stub('idle', ''))
  waiting.startSpare()
  const child = waiting.take()
  const other = waiting.take()
  expect(other.pid).not.toBe(child.pid)
  other.stdin.end()
  child.stdin.end()
  await once(child, 'close')
  expect(child.exitCode).toBe(0)

  const dying = createChildren(new URL('file:///nowhere'))
  dying.startSpare()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(dying.take().exitCode).toBeNull()
})

test('a frame says all it was given, and a cut one is an error', () => {
  const [color, light, dark, original] = ['c', '', 'dd', 'ooo'].map((text) => Buffer.from(text))
  const variants = { color: color!, light: light!, dark: dark!, original: original! }
  const smaller = [{ width: 2, height: 1, bytes: Buffer.from('small') }]
  const facts = { width: 4, height: 2, hasTransparency: true, whiteBoxRemoved: false, colors: ['#000000'] }
  const frame = packLogo({ ...facts, variants, smaller })
  expect(unpackLogo(frame)).toEqual({ ...facts, variants, smaller })
  expect(() => unpackLogo(frame.subarray(0, -1))).toThrow('a frame of')
})

test('lets two at a time through, in order', async () => {
  const gate = createGate(2)
  let [running, most] = [0, 0]
  const order: number[] = []
  await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      gate(async () => {
        order.push(n)
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running--
      }),
    ),
  )
  expect([most, order]).toEqual([2, [1, 2, 3, 4, 5]])
})

test('does not blame the file for a machine without time', async () => {
  // Waits instead of working: to the outside, a process that gets no turn.
  const childUrl = await stub('starved', 'setInterval(() => {}, 1000)')
  const preparer = createLogoPreparer({ childUrl, timeoutMs: 1000 })
  await expect(preparer.prepare(svg(RECT))).rejects.toBeInstanceOf(LogoPreparerBusyError)
})
