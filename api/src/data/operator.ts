import pg from 'pg'
import { rawTransaction, type Trx } from './knex.ts'

/** What lets the owner of the tables, and nobody else, see the rows of all accounts, when it says so. */
export const OPERATOR = `select set_config('app.operator', 'on', true)`

/** Gives each table that is guarded by account a way in for its owner: backups and `doctor` are of everything. */
export const GRANT_OPERATOR = `
  do $$ declare guarded record; begin
    for guarded in
      select c.oid::regclass as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity
        and not exists (select from pg_policy where polrelid = c.oid and polname = 'operator')
    loop
      execute format(
        'create policy operator on %s for select to %I using (current_setting(''app.operator'', true) = ''on'')',
        guarded.name, current_user);
    end loop;
  end $$`

export interface TableInfo {
  name: string
  columns: string[]
}

/** Of the installation itself, not of what is in it. */
const NOT_DATA = ['migrations', 'migrations_lock']

/** One moment of the whole database, as `work` sees it however long it takes. */
export async function withSnapshot<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: 'vitrine-backup',
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(OPERATOR)
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Tables that hold data which has to survive; unlogged ones do not. */
export async function listTables(client: pg.ClientBase): Promise<TableInfo[]> {
  const { rows } = await client.query<TableInfo>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relpersistence = 'p' and a.attgenerated = '' and not c.relname = any($1)
     group by c.relname order by c.relname`,
    [NOT_DATA],
  )
  return rows
}

export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by id')
  return rows.map(({ name }) => name)
}

/** Everything of ours, gone; nothing of an extension. */
export async function wipe(adminUrl: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`
      drop schema if exists outbox cascade;
      drop schema if exists pgboss cascade;
      do $$ declare found record; begin
        for found in
          select c.oid::regclass as name from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
        loop execute format('drop table %s cascade', found.name); end loop;
        for found in
          select p.oid::regprocedure as name from pg_proc p
          where p.pronamespace = 'public'::regnamespace
            and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
        loop execute format('drop function %s cascade', found.name); end loop;
      end $$`),
  )
}

export interface Occupancy {
  accounts: number
  /** Processes of ours that are connected to this database. */
  processes: number
}

export async function occupancy(adminUrl: string): Promise<Occupancy> {
  return withClient(adminUrl, async (client) => {
    await client.query('begin')
    await client.query(OPERATOR)
    const { rows } = await client.query<Occupancy>(
      `select (select count(*)::int from accounts) as accounts,
         (select count(*)::int from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()
            and application_name in ('vitrine', 'vitrine-changes', 'vitrine-queue')) as processes`,
    )
    return rows[0]!
  })
}

/**
 * Fills all tables in one transaction: references are checked once at its end, and the guard by account steps aside
 * for as long as it lasts, since COPY does not work under it.
 */
export async function refill(
  adminUrl: string,
  work: (client: pg.ClientBase, trx: Trx) => Promise<void>,
): Promise<void> {
  await rawTransaction(adminUrl, async (trx, client) => {
    const references = await client.query<{ table: string; name: string; definition: string }>(
      `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
    )
    const guarded = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
       where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
    )
    for (const { table, name } of references.rows)
      await client.query(`alter table ${table} drop constraint ${name}`)
    // Triggers note what changes, and here nothing does: rows become what they were.
    for (const { name } of guarded.rows)
      await client.query(`alter table ${name} no force row level security, disable trigger user`)
    await work(client, trx)
    for (const { name } of guarded.rows)
      await client.query(`alter table ${name} force row level security, enable trigger user`)
    for (const { table, name, definition } of references.rows)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    await advanceSequences(client)
  })
}

/** Numbers that the database hands out go on after the highest that is there. */
async function advanceSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `select s.oid::regclass::text as sequence, d.refobjid::regclass::text as table, quote_ident(a.attname) as column
     from pg_class s
     join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass
     join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`,
  )
  for (const { sequence, table, column } of rows)
    await client.query(
      `select setval('${sequence}', greatest((select coalesce(max(${column}), 0) from ${table}), 1))`,
    )
}

async function withClient<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'vitrine-operator' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
