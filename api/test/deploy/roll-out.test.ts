import { spawn } from 'node:child_process'
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'

// What the scripts do to Cloud Run, told by a gcloud that only remembers.

let folder: string
let server: Server
let answers = 200
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const stateFile = () => join(folder, 'state.json')

beforeAll(async () => {
  folder = await mkdtemp(join(inject('folder'), 'gcloud-'))
  await copyFile(here('gcloud.mjs'), join(folder, 'gcloud'))
  await chmod(join(folder, 'gcloud'), 0o755)
  server = createServer((_req, res) => res.writeHead(answers).end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  server?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  answers = 200
})

const service = (name: string, images: string[]) => ({
  revisions: images.map((image, n) => ({ name: `${name}-${images.length - n}`, image, ready: true })),
  serving: `${name}-${images.length}`,
})

async function run(script: string, args: string[], neverReady: string[] = [], images = ['v2', 'v1']) {
  const services = Object.fromEntries(
    ['vitrine-api', 'vitrine-worker'].map((name) => [name, service(name, images)]),
  )
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await writeFile(stateFile(), JSON.stringify({ services, url, neverReady }))
  const path = `${folder}:${dirname(process.execPath)}:${process.env.PATH}`
  const child = spawn('bash', [here(`../../deploy/${script}`), 'europe-west1', ...args], {
    env: { ...process.env, PATH: path, STATE: stateFile(), LOOKS: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  const after = JSON.parse(await readFile(stateFile(), 'utf8')).services
  const serves = (name: string) =>
    after[name].revisions.find((revision: { name: string }) => revision.name === after[name].serving).image
  return { code, err, api: serves('vitrine-api'), worker: serves('vitrine-worker') }
}

test('a new image serves on both once it is ready', async () => {
  expect(await run('roll-out.sh', ['v3'])).toMatchObject({ code: 0, api: 'v3', worker: 'v3' })
})

test('an API that never gets ready takes the worker back with it', async () => {
  const outcome = await run('roll-out.sh', ['v3'], ['vitrine-api'])
  expect(outcome).toMatchObject({ code: 1, api: 'v2', worker: 'v2' })
  expect(outcome.err).toContain('taking back')
})

test('what does not answer from outside is taken back', async () => {
  answers = 503
  expect(await run('roll-out.sh', ['v3'])).toMatchObject({ code: 1, api: 'v2', worker: 'v2' })
})

test('by hand: to the image before, or to one that is named; an unknown one touches nothing', async () => {
  expect(await run('roll-back.sh', [])).toMatchObject({ code: 0, api: 'v1', worker: 'v1' })
  const images = ['v3', 'v3', 'v2', 'v1']
  expect(await run('roll-back.sh', [], [], images)).toMatchObject({ code: 0, api: 'v2', worker: 'v2' })
  expect(await run('roll-back.sh', ['v1'], [], images)).toMatchObject({ code: 0, api: 'v1', worker: 'v1' })
  const unknown = await run('roll-back.sh', ['v9'])
  expect(unknown).toMatchObject({ code: 1, api: 'v2', worker: 'v2' })
  expect(unknown.err).toContain('vitrine-api has no revision of v9')
  expect((await run('roll-back.sh', [], [], ['v1'])).err).toContain('there is no image before that')
})
