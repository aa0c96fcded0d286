import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createDatabase } from './database.ts'
import { connect } from './knex.ts'

test('a database that takes a connection and says nothing is away, not our own fault', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const db = createDatabase(connect(`postgres://nobody@127.0.0.1:${port}/nothing`))
  const away = { code: 'unavailable', headers: { 'Retry-After': '2' } }
  try {
    await expect(db.forAccount('acct', async () => undefined)).rejects.toMatchObject(away)
    await expect(db.look('acct', (trx) => [trx.raw('select 1')])).rejects.toMatchObject(away)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
    await db.close()
  }
})
