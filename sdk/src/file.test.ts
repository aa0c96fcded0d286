import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { fileOf } from './file.ts'
import { Vitrine } from './index.ts'
import { json, problem, serve } from './test-server.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'

test.each([
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
  ['image/avif', Buffer.from('\0\0\0\x1cftypavif')],
  ['image/svg+xml', Buffer.from(`\ufeff\n${svg}`)],
  ['image/svg+xml', new TextEncoder().encode(svg).buffer],
  ['image/gif', new Blob(['GIF89a'], { type: 'image/gif' })],
  ['application/octet-stream', Buffer.from('hello')],
])('%s is told by content, or by what the blob says', async (type, input) => {
  expect((await fileOf(input)).blob.type).toBe(type)
})

test('a view of a larger buffer is sent as the view alone', async () => {
  const view = Buffer.from('abcdef').subarray(2, 4)
  expect(await (await fileOf(view)).blob.text()).toBe('cd')
})

test('a path, a file URL and a File keep their names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'acme.svg')
  await writeFile(path, svg)
  for (const input of [path, pathToFileURL(path), new File([svg], 'acme.svg')]) {
    const { blob, name } = await fileOf(input)
    expect([name, blob.type, await blob.text()]).toEqual(['acme.svg', 'image/svg+xml', svg])
  }
  await expect(fileOf(join(folder, 'none.svg'))).rejects.toThrow('ENOENT')
})

test('a tenant with a logo goes out as a form: fields first, objects as JSON, then the file', async () => {
  const { url, seen } = await serve((response) => json(response, 201, { id: 'tnt_1' }))
  const vitrine = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  const settings = { demo: true }
  await vitrine.tenants.create({ logo: Buffer.from(svg), name: 'Société', slug: undefined, settings })
  const [{ headers, body }] = seen as [(typeof seen)[0]]
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': String(headers['content-type']) },
  }).formData()
  expect([...form.keys()]).toEqual(['name', 'settings', 'logo'])
  expect([form.get('name'), form.get('settings')]).toEqual(['Société', '{"demo":true}'])
  expect(form.get('logo')).toMatchObject({ type: 'image/svg+xml', size: svg.length })
})

test('a photo goes out as it is, with its type and the version it replaces', async () => {
  const { url, seen } = await serve((response) => json(response, 200, { id: 'prd_1' }))
  const vitrine = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  await vitrine.products.setImage('prd_1', Buffer.from(svg), { ifMatch: { version: 7 } })
  await vitrine.products.setImage('prd_1', Buffer.from(svg), { ifMatch: '"other"' })
  expect(seen.map(({ headers }) => [headers['content-type'], headers['if-match']])).toEqual([
    ['image/svg+xml', '"v7"'],
    ['image/svg+xml', '"other"'],
  ])
  expect(seen[0]?.body.toString()).toBe(svg)
})

test('a stream is read whole, so that it can be sent again', async () => {
  const { url, seen } = await serve((response, _, count) =>
    count % 2 === 1 ? problem(response, 503, 'unavailable') : json(response, 200, {}),
  )
  const { products } = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  await products.setImage('prd_1', Readable.from([Buffer.from('\x89PNG', 'latin1'), Buffer.from('12')]))
  await products.setImage('prd_1', new Blob(['\xff']).stream())
  const bodies = seen.map(({ body }) => body.toString('latin1'))
  expect(bodies).toEqual([...Array(2).fill('\x89PNG12'), ...Array(2).fill('\xc3\xbf')])
  expect(seen[0]?.headers['content-type']).toBe('image/png')
})

test('a stream that says nothing more is left when the signal says so', async () => {
  const { url, seen } = await serve((response) => json(response, 200, {}))
  const vitrine = new Vitrine({ apiKey: 'sk_test', baseUrl: url })
  let isCancelled = false
  const stuck = new ReadableStream({
    cancel() {
      isCancelled = true
    },
  })
  const waiting = new PassThrough()
  for (const input of [stuck, waiting]) {
    const controller = new AbortController()
    const reason = new Error('no longer wanted')
    setTimeout(() => controller.abort(reason), 20)
    const call = vitrine.tenants.setLogo('tnt_1', input, { signal: controller.signal })
    await expect(call).rejects.toBe(reason)
  }
  expect(isCancelled).toBe(true)
  expect(seen).toHaveLength(0)
})
