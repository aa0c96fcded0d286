import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'
import { migrate } from '../../src/data/migrate.ts'
import { migratePostgresQueue } from '../../src/drivers/task-queue/postgres.ts'

const made: string[] = []
let count = 0

async function onCluster<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** An empty database; answers its address for the owner. */
async function emptyDatabase(): Promise<string> {
  count += 1
  const name = `migrate_${process.pid}_${count}`
  const { adminUrl } = inject('cluster')
  await onCluster(adminUrl, (client) => client.query(`create database ${name}`))
  made.push(name)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

afterEach(async () => {
  for (const name of made.splice(0))
    await onCluster(inject('cluster').adminUrl, (client) =>
      client.query(`drop database ${name} with (force)`),
    )
})

const run = (url: string) => migrate(url, migratePostgresQueue)

test('twice: the second finds nothing to do and changes nothing', async () => {
  const url = await emptyDatabase()
  expect((await run(url)).length).toBeGreaterThan(0)
  const secret = () =>
    onCluster(url, async (client) => (await client.query('select secret from instance')).rows)
  const before = await secret()
  expect(await run(url)).toEqual([])
  expect(await secret()).toEqual(before)
  expect(before).toEqual([{ secret: expect.stringMatching(/^[0-9a-f]{64}$/) }])
})

test('three at once all succeed, and one does the work', async () => {
  const url = await emptyDatabase()
  const done = await Promise.all([run(url), run(url), run(url)])
  expect(done.filter((names) => names.length > 0)).toHaveLength(1)
})

test('a version that was gone back to starts on the schema of the one after it', async () => {
  const url = await emptyDatabase()
  await run(url)
  await onCluster(url, (client) =>
    client.query(`insert into migrations (name, batch, migration_time) values ('9999-later', 2, now())`),
  )
  expect(await run(url)).toEqual([])
})

test('a lock that a killed run left behind stops nobody', async () => {
  const url = await emptyDatabase()
  await run(url)
  await onCluster(url, (client) => client.query('update migrations_lock set is_locked = 1'))
  expect(await run(url)).toEqual([])
})

test('a run killed in the middle leaves nothing half done', async () => {
  const url = await emptyDatabase()
  const killed = run(url).then(
    () => 'done',
    () => 'killed',
  )
  const name = new URL(url).pathname.slice(1)
  // As soon as it is seen to work, every connection of it is cut.
  await expect
    .poll(
      () =>
        onCluster(inject('cluster').adminUrl, async (client) => {
          const { rowCount } = await client.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'vitrine-migrate'`,
            [name],
          )
          return rowCount
        }),
      { interval: 1, timeout: 10_000 },
    )
    .toBeGreaterThan(0)
  await killed
  await run(url)
  expect(await run(url)).toEqual([])
})
