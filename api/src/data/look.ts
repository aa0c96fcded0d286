import { createHash } from 'node:crypto'
import createKnex, { type Knex } from 'knex'
import { knexSnakeCaseMappers, type QueryBuilder } from 'objection'
import pg from 'pg'
import type { Trx } from './knex.ts'
import type { BaseModel } from './model.ts'

/**
 * A query that is written but not run: Objection's, or raw SQL of knex. Everything it takes is known beforehand, so
 * several go to the database in one message.
 */
export type Look<Row> =
  | (Row extends BaseModel ? QueryBuilder<Row, Row[]> | QueryBuilder<Row, Row | undefined> : never)
  | (Knex.Raw<unknown> & { of?: Row })
  | Written<Row>

const mappers = knexSnakeCaseMappers()

/** Writes queries and has no connection: one that is run by mistake fails, instead of running as somebody else. */
export const writer = createKnex({ client: 'pg', ...mappers }) as unknown as Trx

/** A query whose text is known already. */
export interface Written<Row> {
  statement: Statement
  toRow: (row: object) => Row
}

/** Stands for a value while a query is written; nothing that is sent to us may hold NUL. */
const placeFor = (at: number) => `\0value ${at}`

/**
 * A query of one text, whatever its values: written once, for it takes longer to write than to run. A value must be
 * all of a parameter.
 */
export function written<Values extends string[], Row>(
  write: (trx: Trx, ...values: Values) => Look<Row>,
): (...values: Values) => Written<Row> {
  let kept: { name: string; sql: string; bindings: unknown[]; toRow: (row: object) => Row } | undefined
  return (...values) => {
    kept ??= prepare(write(writer, ...(values.map((_, at) => placeFor(at)) as Values)))
    const { name, sql, toRow } = kept
    const bindings = kept.bindings.map((binding) => {
      const at = values.findIndex((_, index) => binding === placeFor(index))
      return at < 0 ? binding : values[at]
    })
    return { statement: { name, sql, values: valuesOf(bindings) }, toRow }
  }
}

function prepare<Row>(look: Look<Row>) {
  const { sql, bindings } = textOf(look as Look<object>)
  return { name: nameOf(sql), sql, bindings, toRow: toRowOf(look) }
}

interface Statement {
  /** Names its text: the same in every process and session. */
  name: string
  sql: string
  values: string
}

/** What each connection has planned already. Only a hint: a pooler may put another session behind it. */
const planned = new WeakMap<pg.Client, Set<string>>()
/** Statements have few texts; should one be made of lists of any length, it does not fill the server's memory. */
const MOST_PLANNED = 200

/**
 * Runs statements in one message, which PostgreSQL takes for one transaction: where `first`, which sets whose rows
 * there are, fails, none of the others runs. Plans are kept by the session under names that follow from the text;
 * planning takes longer than the reading itself.
 */
export async function run(
  connection: pg.Client,
  first: string,
  looks: readonly (Look<BaseModel> | Look<object>)[],
): Promise<object[][]> {
  const statements = looks.map(statementOf)
  const known = planned.get(connection) ?? new Set<string>()
  planned.set(connection, known)
  let anew = false
  for (let attempt = 1; ; attempt += 1) {
    const missing = [
      ...new Map(statements.filter(({ name }) => !known.has(name)).map((each) => [each.name, each])).values(),
    ]
    const text = [
      first,
      ...(anew ? ['deallocate all'] : []),
      ...missing.map(({ name, sql }) => `prepare ${name} as ${sql}`),
      ...statements.map(({ name, values }) => `execute ${name}${values}`),
    ].join(';')
    try {
      const results = (await connection.query(text)) as unknown as pg.QueryResult<object>[]
      for (const { name } of missing) if (known.size < MOST_PLANNED) known.add(name)
      return results.slice(-statements.length).map(({ rows }) => rows)
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      if (code === CHANGED && !anew) {
        // A migration gave a table another column; which plan knew it without is not said.
        known.clear()
        anew = true
        continue
      }
      if (attempt > statements.length + 1 || (code !== NOT_PLANNED && code !== PLANNED)) throw error
      // Another session than the last time. Which statement it was is in the text and nowhere else.
      const { name } = statements.find((each) => message.includes(each.name)) ?? {}
      if (name === undefined) throw error
      if (code === PLANNED) known.add(name)
      else known.delete(name)
    }
  }
}

/** invalid_sql_statement_name, duplicate_prepared_statement */
const NOT_PLANNED = '26000'
const PLANNED = '42P05'
/** feature_not_supported: "cached plan must not change result type" */
const CHANGED = '0A000'

/** The rows that came back, under the names that the code uses. */
export function rowsOf<Row>(look: Look<Row>, rows: object[]): Row[] {
  const toRow = 'toRow' in look ? look.toRow : toRowOf(look)
  return (mappers.postProcessResponse(rows) as object[]).map(toRow)
}

function toRowOf<Row>(look: Look<Row>): (row: object) => Row {
  if (!('modelClass' in look)) return (row) => row as Row
  const model = look.modelClass()
  return (row) => model.fromDatabaseJson(row) as unknown as Row
}

function textOf(look: Look<BaseModel> | Look<object>): { sql: string; bindings: unknown[] } {
  const query = ('toKnexQuery' in look ? look.toKnexQuery() : look) as Knex.Raw
  const { sql, bindings } = query.toSQL().toNative()
  return { sql, bindings: bindings as unknown[] }
}

function statementOf(look: Look<BaseModel> | Look<object>): Statement {
  if ('statement' in look) return look.statement
  const { sql, bindings } = textOf(look)
  return { name: nameOf(sql), sql, values: valuesOf(bindings) }
}

function valuesOf(bindings: unknown[]): string {
  return bindings.length > 0 ? `(${bindings.map(literal).join(', ')})` : ''
}

const names = new Map<string, string>()

function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known) return known
  const name = `look_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  if (names.size < MOST_PLANNED) names.set(sql, name)
  return name
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  throw new Error(`a ${typeof value} has no place in a statement that is sent as text`)
}
