import { mkdtemp, readdir, readFile, rm, stat, truncate, unlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Vitrine } from '../../../sdk/src/index.ts'
import { command } from '../harness/command.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

// An installation that serves is backed up, restored on a clean machine, and the two are the same.

let vitrine: TestVitrine
let client: Vitrine
let secretKey: string
let folder: string
let archive: string
const places: TestDatabase[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(inject('folder'), 'backup-'))
  archive = join(folder, 'vitrine.tar.gz')
  vitrine = await startVitrine()
  ;({ client, secretKey } = await vitrine.createAccount('Kept & Söhne'))
  const photo = await photoJpeg({ size: 400 })
  for (let n = 0; n < 3; n += 1) {
    const { id } = await client.products.create({
      name: `Mug "${n}"\twith\ttabs`,
      price: { amount: 100 + n, currency: 'EUR' },
      metadata: { looks: `acct_${'0'.repeat(26)}/like/a-key.webp` },
    })
    await client.products.setImage(id, photo)
    await client.products.setPlacement(id, {
      layers: [{ mode: 'box', centerXPct: 40 + n, centerYPct: 50, widthPct: 30 }],
    })
  }
  const tenant = await client.tenants.create({ name: 'Société\nGénérale', logo: logoSvg('#ff0000') })
  await client.generations.wait(tenant.generation!.id)
  await vitrine.createAccount('Another')
})
afterAll(async () => {
  await Promise.all(places.map((place) => place.drop()))
  await vitrine?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A machine with nothing on it. */
async function newPlace() {
  const database = await createTestDatabase()
  places.push(database)
  const dataDir = await mkdtemp(join(folder, 'data-'))
  return {
    database,
    dataDir,
    env: { DATABASE_URL: database.adminUrl, DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  }
}
const here = () => ({
  DATABASE_URL: vitrine.database.adminUrl,
  DATA_DIR: vitrine.dataDir,
  LOG_LEVEL: 'silent',
})

async function contents(database: TestDatabase): Promise<Record<string, unknown[]>> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
     and relpersistence = 'p' and relname not like 'migrations%' and relname <> 'instance' order by 1`,
  )
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables)
    all[name] = (
      await database.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    ).map(({ row }) => row)
  return all
}

async function filesBelow(dataDir: string): Promise<Record<string, string>> {
  const root = join(dataDir, 'files')
  const found: Record<string, string> = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !path.includes('.incoming'))
      found[path.slice(root.length)] = (await readFile(path)).toString('base64')
  }
  return found
}

test('backed up while it serves: the copy is of one moment, whole, and agrees with itself', {
  timeout: 120_000,
}, async () => {
  // Written before the backup begins, so in it; written while it runs, in it or not, but never by half.
  const acknowledged: string[] = []
  let writing = true
  const writer = (async () => {
    for (let n = 0; writing; n += 1) {
      // One that was told to come later was not acknowledged.
      const tenant = await client.tenants
        .create({ name: `T${n}`, logo: logoSvg(`#0000${10 + (n % 80)}`) })
        .catch(() => undefined)
      if (tenant) acknowledged.push(tenant.id)
    }
  })()
  await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(2)
  const before = [...acknowledged]
  const backup = await command(['backup', archive], here())
  writing = false
  await writer
  expect([backup.err, backup.code]).toEqual(['', 0])
  expect(backup.out).toMatch(/vitrine\.tar\.gz: \d+ rows, \d+ files, [\d.]+ MB\./)
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([])
  expect((await stat(archive)).mode & 0o077).toBe(0)

  const place = await newPlace()
  const restored = await command(['restore', archive], place.env)
  expect([restored.err, restored.code]).toEqual(['', 0])
  expect(restored.out).toContain('Webhooks are off')
  const tenants = (await place.database.query<{ id: string }>('select id from tenants')).map(({ id }) => id)
  for (const id of before) expect(tenants).toContain(id)
  // What was written in order is there in order: nothing of a later moment without the earlier.
  const cut = acknowledged.filter((id) => tenants.includes(id)).length
  expect(acknowledged.slice(0, cut).every((id) => tenants.includes(id))).toBe(true)
  const doctor = await command(['doctor'], place.env)
  expect([doctor.out, doctor.code]).toEqual([expect.stringContaining('All is well.'), 0])
  console.log(
    `acknowledged before ${before.length}, lost 0; in the copy ${tenants.length - 1} of ${acknowledged.length}`,
  )
})

test('at rest the copy equals the original, row by row and byte by byte, and goes on where it was', {
  timeout: 120_000,
}, async () => {
  const queued = () =>
    vitrine.database.query(`select from pgboss.job where name = 'tasks' and state < 'completed'`)
  await expect.poll(queued, { timeout: 60_000 }).toEqual([])
  expect((await command(['backup', archive], here())).code).toBe(0)
  const place = await newPlace()
  expect((await command(['restore', archive], place.env)).code).toBe(0)
  expect(await contents(place.database)).toEqual(await contents(vitrine.database))
  const original = await filesBelow(vitrine.dataDir)
  const copy = await filesBelow(place.dataDir)
  for (const [name, bytes] of Object.entries(copy)) expect(original[name]).toBe(bytes)
  expect(Object.keys(copy).length).toBeGreaterThan(10)

  // The same keys open it, and guards and references hold again.
  const check = await place.database.query<{ n: number }>(
    `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  )
  const was = await vitrine.database.query<{ n: number }>(
    `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  )
  expect(check).toEqual(was)
  const constraints = `select conrelid::regclass::text as t, pg_get_constraintdef(oid) as d from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2`
  expect(await place.database.query(constraints)).toEqual(await vitrine.database.query(constraints))
  const env = { ...place.env, DATABASE_URL: place.database.appUrl }
  const [api, worker] = await Promise.all([
    vitrine.startProcess('api', env),
    vitrine.startProcess('worker', env),
  ])
  const copied = new Vitrine({ apiKey: secretKey, baseUrl: api.url, maxRetries: 0 })
  expect((await copied.products.list()).data.map(({ name }) => name)).toEqual(
    (await client.products.list()).data.map(({ name }) => name),
  )
  const tenant = await copied.tenants.create({ name: 'New', logo: logoSvg('#00ff00') })
  expect((await copied.generations.wait(tenant.generation!.id)).status).toBe('succeeded')

  expect((await command(['webhooks'], place.env)).out).toBe('Webhooks are off.\n')
  expect((await command(['webhooks', 'on'], place.env)).out).toBe('Webhooks are on.\n')

  const running = await command(['restore', archive, '--force'], place.env)
  expect([running.code, running.err]).toEqual([1, expect.stringContaining('Stop its API and workers first')])
  await Promise.all([api.kill(), worker.kill()])
})

// Each on machines of its own, from what was written above.
test.concurrent('work that waits goes along', { timeout: 60_000 }, async () => {
  const idle = await startVitrine({ worker: false })
  try {
    const { client: owner } = await idle.createAccount()
    await owner.tenants.create({ name: 'Waits', logo: logoSvg('#ff0000') })
    const env = { DATABASE_URL: idle.database.adminUrl, DATA_DIR: idle.dataDir }
    const other = join(folder, 'waits.tar.gz')
    expect((await command(['backup', other], env)).code).toBe(0)
    const place = await newPlace()
    expect((await command(['restore', other], place.env)).out).toContain('1 tasks')
    const tasks = (database: TestDatabase) =>
      database.query(`select data from pgboss.job where name = 'tasks'`)
    expect(await tasks(place.database)).toEqual(await tasks(idle.database))
  } finally {
    await idle.stop()
  }
})

test.concurrent('an installation with accounts is left alone, unless told otherwise', {
  timeout: 60_000,
}, async () => {
  const place = await newPlace()
  await command(['accounts', 'create', '--name', 'Here already'], place.env)
  const refused = await command(['restore', archive], place.env)
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('it has 1 account.')])
  expect(await place.database.query('select name from accounts')).toEqual([{ name: 'Here already' }])
  expect((await command(['restore', archive, '--force'], place.env)).code).toBe(0)
  expect(await place.database.query('select name from accounts')).not.toContainEqual({ name: 'Here already' })
})

test.concurrent('what is no whole backup is refused, and nothing of it stays', {
  timeout: 60_000,
}, async () => {
  const place = await newPlace()
  const wrong = join(folder, 'wrong.tar.gz')
  await writeFile(wrong, 'not an archive')
  const garbage = await command(['restore', wrong], place.env)
  expect([garbage.code, garbage.err]).toEqual([1, expect.stringContaining('cannot be read as a backup')])
  await writeFile(wrong, await readFile(archive))
  await truncate(wrong, (await stat(archive)).size - 600)
  const half = await command(['restore', wrong], place.env)
  expect(half.code).toBe(1)
  expect(await place.database.query('select from accounts')).toEqual([])
  expect((await command(['restore', archive], place.env)).code).toBe(0)
})

test.concurrent('doctor: names a file that is gone, removes what nobody names, and revives work that is stuck', {
  timeout: 90_000,
}, async () => {
  const place = await newPlace()
  expect((await command(['restore', archive], place.env)).code).toBe(0)
  const files = await filesBelow(place.dataDir)
  const [victim] = Object.keys(files)
  await unlink(join(place.dataDir, 'files', victim!))
  const root = join(place.dataDir, 'files', victim!.split('/')[1]!)
  const [old, young] = [join(root, 'old.webp'), join(root, 'young.webp')]
  await writeFile(old, 'x')
  await writeFile(young, 'x')
  await utimes(old, new Date(0), new Date(0))
  await place.database.query(
    `update generations set status = 'queued', created_at = now() - interval '1 hour'`,
  )
  await place.database.query(`delete from pgboss.job`)
  await place.database.query(
    `insert into outbox.tasks (task, payload, failed_at) values ('tenant.purge', '{}', now())`,
  )

  const found = await command(['doctor', '--json'], place.env)
  expect(found.code).toBe(1)
  const findings = JSON.parse(found.out)
  expect(findings).toMatchObject({ sound: false, missing: [victim!.slice(1)], young: 1, failedTasks: 1 })
  expect(findings.orphans).toEqual([old.slice(join(place.dataDir, 'files').length + 1)])
  expect(findings.stuck.length).toBeGreaterThan(0)

  const mended = await command(['doctor', '--fix', '--json'], place.env)
  expect(JSON.parse(mended.out)).toMatchObject({ sound: false, orphans: [], stuck: [], failedTasks: 0 })
  const jobs = await place.database.query<{ task: string }>(
    `select data->>'task' as task from pgboss.job where name = 'tasks'`,
  )
  expect(jobs.map(({ task }) => task)).toEqual(expect.arrayContaining(['generation.plan', 'tenant.purge']))
  await writeFile(join(place.dataDir, 'files', victim!), Buffer.from(files[victim!]!, 'base64'))
  const well = await command(['doctor'], place.env)
  expect([well.code, well.out]).toEqual([0, expect.stringContaining('All is well.')])
})

test.concurrent('works for an owner of the tables who is no superuser and bypasses nothing', {
  timeout: 90_000,
}, async () => {
  const { database } = await newPlace()
  const name = `owner_${database.adminUrl.slice(-12)}`
  const owned = `${name}_db`
  const urlOf = (base: string, db: string) => {
    const url = new URL(base)
    url.username = name
    url.password = 'secret'
    url.pathname = `/${db}`
    return url.href
  }
  await database.query(`create role ${name} login password 'secret' nosuperuser nobypassrls`)
  await database.query(`grant vitrine_app to ${name} with admin option`)
  await database.query(`create database ${owned} owner ${name}`)
  try {
    const env = {
      DATABASE_URL: urlOf(database.adminUrl, owned),
      DATA_DIR: await mkdtemp(join(folder, 'data-')),
    }
    const restored = await command(['restore', archive], env)
    expect([restored.err, restored.code]).toEqual(['', 0])
    const again = join(folder, 'again.tar.gz')
    const backup = await command(['backup', again], env)
    expect([backup.err, backup.code]).toEqual(['', 0])
    const counts = (text: string) => /(\d+) rows, (\d+) files/.exec(text)!.slice(1)
    expect(counts(backup.out)).toEqual(counts(restored.out))
    expect(Number(counts(backup.out)[0])).toBeGreaterThan(3)
    const doctor = await command(['doctor'], env)
    expect([doctor.out, doctor.code]).toEqual([expect.stringContaining('All is well.'), 0])
  } finally {
    await database.query(`drop database ${owned} with (force)`)
    await database.query(`drop owned by ${name}; drop role ${name}`)
  }
})
