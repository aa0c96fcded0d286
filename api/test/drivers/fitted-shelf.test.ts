import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createFolderShelf } from '../../src/drivers/fitted-shelf/folder.ts'
import { fittedBases } from '../../src/render/fitted.ts'

const root = await mkdtemp(join(tmpdir(), 'vitrine-shelf-'))
afterAll(() => rm(root, { recursive: true }))

let folder: string
let errors: unknown[]
beforeEach(async () => {
  folder = join(await mkdtemp(join(root, 'shelf-')), 'made-when-wanted')
  errors = []
})
const open = (limitBytes = 1_000_000) =>
  createFolderShelf({ folder, limitBytes, onError: (error) => errors.push(error) })
const bytes = (length = 300_000) => randomBytes(length)

test('gives back what was put there, also to another process', async () => {
  const data = bytes()
  expect(await open().read('a', data.byteLength)).toBeUndefined()
  await open().write('a', data)
  expect(Buffer.compare((await open().read('a', data.byteLength))!, data)).toBe(0)
  expect(await open().read('b', data.byteLength)).toBeUndefined()
  expect(errors).toEqual([])
})

test.each<[string, (whole: Buffer) => Uint8Array]>([
  ['cut short', (whole) => whole.subarray(0, 200_000)],
  ['empty', () => Buffer.alloc(0)],
  ['with one bit changed', (whole) => whole.fill(whole[1000]! ^ 1, 1000, 1001)],
  ['with nothing in a page that never reached the disk', (whole) => whole.fill(0, 4096, 8192)],
  ['too long', (whole) => Buffer.concat([whole, Buffer.alloc(1)])],
])('a file %s is as none, and is made again', async (_what, damage) => {
  const data = bytes()
  const shelf = open()
  await shelf.write('a', data)
  await writeFile(join(folder, 'a'), damage(await readFile(join(folder, 'a'))))
  expect(await shelf.read('a', data.byteLength)).toBeUndefined()
  expect(await readdir(folder)).toEqual([])
  await shelf.write('a', data)
  expect(Buffer.compare((await shelf.read('a', data.byteLength))!, data)).toBe(0)
})

test('what was not used for longest makes room, whoever put it there', async () => {
  for (const [i, name] of ['a', 'b', 'c'].entries()) {
    await open().write(name, bytes())
    const used = new Date(Date.now() - 3_600_000 + i * 60_000)
    await utimes(join(folder, name), used, used)
  }
  const shelf = open()
  expect(await shelf.read('a', 300_000)).toBeDefined()
  await shelf.write('d', bytes())
  // A megabyte is the limit; once above, a fifth of it is freed.
  expect((await readdir(folder)).sort()).toEqual(['a', 'd'])
})

test('what a process left half-written goes, what another writes now stays', async () => {
  const shelf = open(700_000)
  await shelf.write('a', bytes())
  await writeFile(join(folder, 'old.tmp'), bytes())
  await writeFile(join(folder, 'new.tmp'), bytes())
  await utimes(join(folder, 'old.tmp'), new Date(0), new Date(0))
  await open(700_000).write('b', bytes())
  expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'new.tmp'])
})

test('many at once lose nothing', async () => {
  const shelves = [open(10_000_000), open(10_000_000)]
  const data = bytes()
  await Promise.all(Array.from({ length: 16 }, (_, i) => shelves[i % 2]!.write(`${i % 4}`, data)))
  for (const name of ['0', '1', '2', '3'])
    expect(Buffer.compare((await open().read(name, data.byteLength))!, data)).toBe(0)
  expect(await readdir(folder)).toHaveLength(4)
})

test('a folder that cannot be made is told of once and stops nothing', async () => {
  await writeFile(folder, 'a file')
  const shelf = open()
  await shelf.write('a', bytes())
  await shelf.write('b', bytes())
  expect(await shelf.read('a', 300_000)).toBeUndefined()
  expect(errors).toHaveLength(1)
})

test('a photo is decoded once, whatever memory forgets', async () => {
  const photo = await readFile(join(import.meta.dirname, '../../sample/photos/ceramic-mug.jpg'))
  let loads = 0
  const bases = () =>
    fittedBases({
      hash: 'photo',
      load: async () => {
        loads++
        return photo
      },
      shelf: open(10_000_000),
    })
  const made = await bases()(480)
  const found = await bases()(480)
  expect(Buffer.compare(found.data, made.data)).toBe(0)
  expect({ ...found, data: null }).toEqual({ ...made, data: null })
  expect(loads).toBe(1)
})
