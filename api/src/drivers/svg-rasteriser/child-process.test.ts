import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { createGate } from '../../gate.ts'
import { createSvgRasteriser } from './child-process.ts'

const svg = (body: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">${body}</svg>`)
const RECT = '<rect width="90" height="40" fill="#c81e1e"/>'

async function stub(name: string, code: string): Promise<URL> {
  const file = join(tmpdir(), `svg-child-${process.pid}-${name}.mjs`)
  await writeFile(file, code)
  return pathToFileURL(file)
}

test('draws a PNG with its long side at 1600 px', async () => {
  const png = await createSvgRasteriser().rasterise(svg(RECT))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 800])
})

test('an SVG too large starts no process', async () => {
  const rasteriser = createSvgRasteriser({ childUrl: new URL('file:///nowhere') })
  const large = svg(`<desc>${'x'.repeat(3_000_000)}</desc>`)
  await expect(rasteriser.rasterise(large)).rejects.toMatchObject({ code: 'payload_too_large' })
})

test('passes on what the child refuses', async () => {
  await expect(createSvgRasteriser().rasterise(svg('<g/>'))).rejects.toThrow(
    'The SVG is blank: nothing in it can be seen.',
  )
})

test('kills a child that takes too long', async () => {
  const childUrl = await stub('slow', 'for (;;) {}')
  const started = performance.now()
  await expect(createSvgRasteriser({ childUrl, timeoutMs: 400 }).rasterise(svg(RECT))).rejects.toThrow(
    'takes too long',
  )
  expect(performance.now() - started).toBeLessThan(2000)
})

test.runIf(process.platform === 'linux')('kills a child that takes too much memory', async () => {
  const childUrl = await stub('large', 'const a = []; setInterval(() => a.push(Buffer.alloc(2e7, 1)), 10)')
  const rasteriser = createSvgRasteriser({ childUrl, memoryLimitMb: 200 })
  await expect(rasteriser.rasterise(svg(RECT))).rejects.toThrow('too much memory')
})

test('a crash is a refusal, not a crash of ours', async () => {
  const childUrl = await stub('crash', 'process.abort()')
  await expect(createSvgRasteriser({ childUrl }).rasterise(svg(RECT))).rejects.toThrow(
    'The SVG cannot be drawn.',
  )
})

test('stops when it is no longer wanted', async () => {
  const childUrl = await stub('wait', 'setTimeout(() => {}, 1e6)')
  const wanted = AbortSignal.timeout(200)
  await expect(createSvgRasteriser({ childUrl }).rasterise(svg(RECT), wanted)).rejects.toMatchObject({
    name: 'TimeoutError',
  })
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
