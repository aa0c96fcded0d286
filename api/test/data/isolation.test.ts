import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../contract/world.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

// Row-level security, with the filter forgotten on purpose: SQL as the application's role, without a where.

const ACCOUNT_TABLES_HAVE = 'account_id'
/** The installation's and nobody's: one row to read, migrations, and counts that the application cannot look at. */
const SHARED = ['instance', 'migrations', 'migrations_lock', 'rate_windows']
/** Of these the application may add rows and forget old ones; what stands in them it cannot change. */
const APPEND_ONLY = ['audit_log', 'events']

let vitrine: TestVitrine
let app: pg.Client
let mine: World & { accountId: string }
let theirs: World & { accountId: string }
let tables: string[]

beforeAll(async () => {
  vitrine = await startVitrine()
  const [a, b] = [await makeWorld(vitrine, 'Mine'), await makeWorld(vitrine, 'Theirs')]
  mine = { ...a, accountId: (await a.client.account.get()).id }
  theirs = { ...b, accountId: (await b.client.account.get()).id }
  for (const { client, ids } of [mine, theirs]) {
    await client.products.setPlacement(ids.ProductId!, {
      layers: [{ mode: 'box', centerXPct: 50, centerYPct: 50, widthPct: 40 }],
    })
    await client.tenants.setCatalog(ids.TenantId!, { items: [{ itemId: ids.ProductId!, hidden: true }] })
    await client.generations.wait((await client.generations.create(ids.TenantId!)).id)
  }
  app = new pg.Client({ connectionString: vitrine.database.appUrl })
  await app.connect()
  const rows = await vitrine.database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  tables = rows.map(({ name }) => name).filter((name) => !SHARED.includes(name))
})
afterAll(async () => {
  await app?.end()
  await vitrine?.stop()
})

/** Runs SQL as the application would for one account, and takes it back. */
async function as<T extends object>(
  accountId: string | undefined,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  await app.query('begin')
  try {
    if (accountId !== undefined) await app.query(`select set_config('app.account_id', $1, true)`, [accountId])
    return (await app.query(sql, values)).rows
  } finally {
    await app.query('rollback')
  }
}

const accountColumn = (table: string) => (table === 'accounts' ? 'id' : ACCOUNT_TABLES_HAVE)

test('there are tables, and each says whose its rows are', async () => {
  expect(tables.length).toBeGreaterThanOrEqual(8)
  const columns = await vitrine.database.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = $1`,
    [ACCOUNT_TABLES_HAVE],
  )
  expect([...columns.map(({ name }) => name), 'accounts'].toSorted()).toEqual(tables.toSorted())
})

test('every table is protected, also from its owner', async () => {
  const open = await vitrine.database.query(
    `select relname from pg_class where relname = any($1) and relnamespace = 'public'::regnamespace
       and not (relrowsecurity and relforcerowsecurity)`,
    [tables],
  )
  expect(open).toEqual([])
  const unchecked = await vitrine.database.query(
    `select tablename, policyname from pg_policies where schemaname = 'public' and cmd not in ('SELECT', 'DELETE') and with_check is null`,
  )
  expect(unchecked).toEqual([])
})

test('counts of requests can be added to, and neither read nor taken back', async () => {
  for (const sql of [
    'select * from rate_windows',
    'delete from rate_windows',
    'update rate_windows set used = 0',
  ])
    await expect(as(mine.accountId, `set local role vitrine_app; ${sql}`)).rejects.toMatchObject({
      code: '42501',
    })
})

test('a forgotten filter finds one account, and without one nothing', async () => {
  for (const table of tables) {
    const column = accountColumn(table)
    const seen = await as<{ owner: string }>(
      mine.accountId,
      `select distinct ${column} as owner from ${table}`,
    )
    expect([table, seen]).toEqual([table, [{ owner: mine.accountId }]])
    for (const nobody of [undefined, '', ' ', `${mine.accountId}' or true --`, '%'])
      expect([table, await as(nobody, `select 1 from ${table}`)]).toEqual([table, []])
  }
})

test('no line of the log of changes is taken away before its time', async () => {
  expect(await as(mine.accountId, `delete from audit_log returning 1`)).toEqual([])
})

test('a forgotten filter changes and deletes nothing of others', async () => {
  for (const table of tables) {
    const column = accountColumn(table)
    const theirRows = `select count(*)::int as n from ${table} where ${column} = $1`
    const [before] = await vitrine.database.query<{ n: number }>(theirRows, [theirs.accountId])
    expect([table, before!.n > 0]).toEqual([table, true])
    // What happened cannot be changed at all, not even one's own.
    if (APPEND_ONLY.includes(table)) {
      const change = `update ${table} set ${column} = ${column}`
      await expect(as(mine.accountId, change), table).rejects.toMatchObject({ code: '42501' })
      continue
    }
    const touched = await as<{ owner: string }>(
      mine.accountId,
      `update ${table} set ${column} = ${column} returning ${column} as owner`,
    )
    expect([table, touched.every(({ owner }) => owner === mine.accountId)]).toEqual([table, true])
    await expect(
      as(mine.accountId, `update ${table} set ${column} = $1`, [theirs.accountId]),
      table,
    ).rejects.toThrow(/row-level security|violates/)
    const aimed = await as(
      mine.accountId,
      `update ${table} set ${column} = ${column} where ${column} = $1 returning 1`,
      [theirs.accountId],
    )
    expect([table, aimed]).toEqual([table, []])
  }
})

test('a row cannot be inserted for another account', async () => {
  for (const table of tables) {
    const copy = `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('${accountColumn(table)}', $1::text))).* from ${table} t limit 1`
    await expect(as(mine.accountId, copy, [theirs.accountId]), table).rejects.toThrow(/row-level security/)
  }
})

describe('the role of the application', () => {
  test.each([
    'alter table tenants disable row level security',
    'alter table tenants no force row level security',
    'drop policy account on tenants',
    'create policy open on tenants using (true)',
    'alter role vitrine_app bypassrls',
    'set role postgres',
    'set session authorization postgres',
    'truncate tenants cascade',
    'truncate generation_items',
    'drop table tenants',
    'create table public.mine (id text)',
    'create extension dblink',
    `copy tenants to program 'cat'`,
    'update instance set secret = secret',
    'delete from migrations',
  ])('may not: %s', async (sql) => {
    await expect(as(mine.accountId, sql)).rejects.toThrow(/permission denied|must be|not allowed/)
  })

  test('cannot look past the rules', async () => {
    const [role] = await as<Record<string, boolean>>(
      undefined,
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = current_user',
    )
    expect(Object.values(role!)).toEqual([false, false, false, false, false])
    const [owned] = await as<{ n: number }>(
      undefined,
      `select count(*)::int as n from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace`,
    )
    expect(owned!.n).toBe(0)
  })
})

test('a key or a slug shows one row and no more', async () => {
  const show = async (setting: string, value: string, table: string) => {
    await app.query('begin')
    try {
      await app.query('select set_config($1, $2, true)', [setting, value])
      return (await app.query(`select * from ${table}`)).rows
    } finally {
      await app.query('rollback')
    }
  }
  const [{ hash }] = (await vitrine.database.query<{ hash: string }>(
    'select hash from api_keys limit 1',
  )) as [{ hash: string }]
  expect(await show('app.key_hash', hash, 'api_keys')).toHaveLength(1)
  expect(await show('app.key_hash', hash, 'tenants')).toEqual([])
  expect(await show('app.portal_slug', mine.ids.slug!, 'tenants')).toHaveLength(1)
  expect(await show('app.portal_slug', mine.ids.slug!, 'items')).toEqual([])
  await app.query('begin')
  await app.query(`select set_config('app.key_hash', $1, true)`, [hash])
  expect((await app.query('update api_keys set name = name')).rowCount).toBe(0)
  await app.query('rollback')
})

test('what one transaction set is gone in the next on the same connection', async () => {
  expect(await as(mine.accountId, 'select 1 from accounts')).toHaveLength(1)
  expect(await as(undefined, 'select 1 from accounts')).toEqual([])
})
