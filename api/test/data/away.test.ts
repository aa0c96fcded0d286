import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type Database } from '../../src/data/database.ts'
import { connect } from '../../src/data/knex.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

let test_: TestDatabase
let db: Database
beforeAll(async () => {
  test_ = await createTestDatabase()
  db = createDatabase(connect(test_.appUrl))
})
afterAll(async () => {
  await db?.close()
  await test_?.drop()
})

test.each([
  ['53100', 'its disk is full'],
  ['53200', 'it has no memory left'],
  ['53300', 'it has no connection left'],
  ['57P01', 'it was told to stop'],
])('a database that says %s, since %s, is away and not our own fault', async (state) => {
  const raised = db.forAccount('acct', (trx) =>
    trx.raw(`do $$ begin raise exception 'no' using errcode = '${state}'; end $$`),
  )
  await expect(raised).rejects.toMatchObject({ code: 'unavailable', headers: { 'Retry-After': '2' } })
  expect(await db.forAccount('acct', async (trx) => (await trx.raw('select 1 as n')).rows)).toEqual([
    { n: 1 },
  ])
})
