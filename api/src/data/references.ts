import type pg from 'pg'

/** What a partner writes freely may look like a key, and is none. */
const FREE = ['metadata', 'settings']
/** `account/…/name.ending`, as features name their files. */
const KEY = '^acct_[0-9a-z]{26}/[0-9A-Za-z_/-]+[.][a-z0-9]{2,5}$'

/**
 * The keys of all files that rows name, wherever they do: any text of that form in a JSON column, or in one called
 * key. A table that is added is looked at without being listed here.
 */
export async function referencedKeys(client: pg.ClientBase): Promise<Set<string>> {
  const { rows: columns } = await client.query<{ table: string; column: string; json: boolean }>(
    `select quote_ident(table_name) as table, quote_ident(column_name) as column, data_type = 'jsonb' as json
     from information_schema.columns
     join pg_class on relname = table_name and relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     where table_schema = 'public' and not column_name = any($1)
       and (data_type = 'jsonb' or (data_type = 'text' and (column_name = 'key' or column_name like '%\\_file')))`,
    [FREE],
  )
  const keys = new Set<string>()
  for (const { table, column, json } of columns) {
    const from = json
      ? `(select found #>> '{}' as key from ${table},
           jsonb_path_query(${column}, '$.** ? (@.type() == "string")') as found) as texts`
      : `(select ${column} as key from ${table}) as texts`
    const { rows } = await client.query<{ key: string }>(`select distinct key from ${from} where key ~ $1`, [
      KEY,
    ])
    for (const { key } of rows) keys.add(key)
  }
  return keys
}
