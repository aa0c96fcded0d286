import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../src/data/knex.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { type Detour, startProxy } from '../harness/proxy.ts'

let database: TestDatabase
let proxy: Detour
let knex: ReturnType<typeof connect>
beforeAll(async () => {
  database = await createTestDatabase()
  const url = new URL(database.appUrl)
  proxy = await startProxy(Number(url.port))
  url.port = String(proxy.port)
  knex = connect(url.href, { max: 2, acquireMs: 2000, queryMs: 8000 })
})
afterAll(async () => {
  await knex?.destroy()
  await proxy?.stop()
  await database?.drop()
})

test('a connection that was opened and not needed is asked too, before it is first given out', async () => {
  const first = await knex.client.acquireConnection()
  const second = knex.client.acquireConnection()
  // The second opens another, and is then served by the first.
  await sleep(0)
  await knex.client.releaseConnection(first)
  expect(await second).toBe(first)
  await expect.poll(() => knex.client.pool.numFree(), { timeout: 5000, interval: 10 }).toBe(1)
  // Longer than it is taken for good without being asked.
  await sleep(350)
  proxy.swallow()
  const askedAt = performance.now()
  try {
    await knex.raw('select 1')
    expect(performance.now() - askedAt).toBeLessThan(4000)
  } finally {
    await knex.client.releaseConnection(first)
  }
})
