import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { command } from '../harness/command.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { FULL } from '../harness/drill.ts'
import { type Google, startGoogle } from '../harness/google.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine } from '../harness/vitrine.ts'

// One machine's installation moves to Google Cloud, goes on there, and moves back: rows, files and waiting work.

let folder: string
let google: Google
let socket: Server
const databases: TestDatabase[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(inject('folder'), 'shapes-'))
  // Started by root, PostgreSQL runs as another user, who has to get in.
  await chmod(folder, 0o755)
  google = await startGoogle()
})
afterAll(async () => {
  await google?.stop()
  await Promise.all(databases.map((database) => database.drop()))
  socket?.close()
  await rm(folder, { recursive: true, force: true })
})

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  databases.push(database)
  return database
}

/** The same database behind a socket, as Cloud Run mounts Cloud SQL's. */
async function behindSocket(url: string): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url)
  // Not below the test's folder: the path of a socket holds some 100 characters.
  const mount = await mkdtemp(join(tmpdir(), 'cloudsql-'))
  const instance = join(mount, 'local:europe-west1:vitrine-db')
  await mkdir(instance)
  socket = createServer((near) => {
    const far = connect(Number(port), hostname)
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  socket.once('close', () => void rm(mount, { recursive: true, force: true }))
  await new Promise<void>((resolve) => socket.listen(join(instance, '.s.PGSQL.5432'), resolve))
  return `postgresql://${username}:${password}@${pathname}?host=${instance}`
}

async function run(args: string[], env: Record<string, string>): Promise<string> {
  const { code, out, err } = await command(args, { LOG_LEVEL: 'silent', ...env })
  expect([err, code]).toEqual(['', 0])
  return out
}

const renders = async (database: TestDatabase) =>
  database.query('select fingerprint, status, files from renders order by 1')

test('from one machine to Google Cloud and back, with work that waits', { timeout: 180_000 }, async () => {
  const archive = join(folder, 'vitrine.tar.gz')
  const origin = await startVitrine({ worker: false })
  try {
    const { client, secretKey } = await origin.createAccount()
    const { id } = await client.products.create({ name: 'Mug', price: { amount: 1, currency: 'EUR' } })
    await client.products.setImage(id, await photoJpeg({ size: 300 }))
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 30 }],
    })
    const tenant = await client.tenants.create({ name: 'Waits', logo: logoSvg('#ff0000') })
    await run(['backup', archive], { DATABASE_URL: origin.database.adminUrl, DATA_DIR: origin.dataDir })

    const cloudDatabase = await newDatabase()
    const google_ = await google.env()
    const cloud = { ...google_, DATABASE_URL: await behindSocket(cloudDatabase.adminUrl) }
    expect(await run(['restore', archive], cloud)).toMatch(/files, [1-9]\d* tasks/)
    const worker = await origin.startProcess('worker', { ...cloud, ROLE: 'worker' })
    google.worker.port = Number(new URL(worker.url).port)
    const api = await origin.startProcess('api', cloud)
    const moved = new Vitrine({ apiKey: secretKey, baseUrl: api.url, maxRetries: 0 })
    const generation = await moved.generations.wait(tenant.generation!.id, { timeoutMs: 60_000 })
    expect(generation).toMatchObject({ status: 'succeeded', progress: { total: 1, done: 1 } })
    const [render] = (await renders(cloudDatabase)) as { files: { key: string }[] }[]
    const picture = await fetch(`${google_.GCS_API_ENDPOINT}/${google_.GCS_BUCKET}/${render!.files[0]!.key}`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
    // The hosted page lets its pictures in from there.
    const { headers } = await fetch(`${api.url}/portal/${tenant.slug}`)
    expect(headers.get('content-security-policy')).toContain(
      `img-src ${origin.url} ${google_.GCS_API_ENDPOINT} `,
    )
    expect(await run(['doctor'], cloud)).toContain('All is well.')
    await run(['backup', archive], cloud)
    await Promise.all([api.kill(), worker.kill()])

    // Back onto one machine; in full with the database that Vitrine brings, and from there to another bucket.
    const dataDir = join(folder, 'machine')
    const machine = { DATABASE_URL: FULL ? '' : (await newDatabase()).adminUrl, DATA_DIR: dataDir }
    await mkdir(dataDir)
    await run(['restore', archive], machine)
    expect(await run(['doctor'], machine)).toContain('All is well.')
    expect((await readdir(join(dataDir, 'files'), { recursive: true })).join()).toContain(
      render!.files[0]!.key,
    )
    if (!FULL) return
    await run(['backup', archive], machine)
    const again = await newDatabase()
    const there = { ...(await google.env()), DATABASE_URL: again.adminUrl }
    await run(['restore', archive], there)
    expect(await run(['doctor'], there)).toContain('All is well.')
    expect(await renders(again)).toEqual(await renders(cloudDatabase))
  } finally {
    await origin.stop()
  }
})
