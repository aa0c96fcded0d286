import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFilesystemStore } from '../../src/drivers/object-store/filesystem.ts'
import { ObjectStoreUnavailableError } from '../../src/ports/object-store.ts'
import { objectStoreSuite } from './object-store.ts'

let folder: string
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-store-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const newRoot = () => {
  count += 1
  return join(folder, String(count))
}
const open = (root: string) => createFilesystemStore({ root, publicUrl: 'https://x.example' })

describe('the filesystem store', () => {
  objectStoreSuite(async () => open(newRoot()))
})

test('what a crash left behind is in nobody’s way', async () => {
  const root = newRoot()
  await mkdir(join(root, '.incoming'), { recursive: true })
  await writeFile(join(root, '.incoming', 'half'), 'hal')
  const store = open(root)
  expect(await store.put('a/b.png', new Uint8Array([1]))).toBe('created')
  await expect(store.get('.incoming/half')).rejects.toThrow('no object')
})

test('no temporary file stays, whoever won', async () => {
  const root = newRoot()
  const store = open(root)
  await Promise.all(Array.from({ length: 10 }, () => store.put('a/b.png', new Uint8Array(1000))))
  await store.replace('a/b.png', new Uint8Array(10))
  await store.check()
  expect(await readdir(join(root, '.incoming'))).toEqual([])
})

test('a folder that cannot be written is unavailable, which may pass', async () => {
  const root = newRoot()
  await writeFile(root, 'a file where the folder should be')
  const store = open(root)
  await expect(store.check()).rejects.toThrow(ObjectStoreUnavailableError)
  await expect(store.put('a/b.png', new Uint8Array(1))).rejects.toThrow(ObjectStoreUnavailableError)
  await chmod(root, 0o600)
})

test('its addresses are those of the API', () => {
  expect(open(newRoot()).publicUrl('a/b.png')).toBe('https://x.example/files/a/b.png')
})
