import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

/** As much of pg's connection as COPY needs. */
interface Connection {
  stream: Socket
  query(sql: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** The calls that pg makes on a query of its caller's own making. */
interface Submitted {
  submit(connection: Connection): void
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(): void
  handleRowDescription(): void
  handleDataRow(): void
  handleCopyData(message: { chunk: Uint8Array }, connection: Connection): void
  handleCopyInResponse(connection: Connection): void
}

/** `copy … to stdout`: `write` is given piece after piece, and no more is read while it is busy. */
export function copyOut(
  client: pg.ClientBase,
  sql: string,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  let writing = Promise.resolve()
  let pending = 0
  return run(client, sql, () => writing, {
    handleCopyData({ chunk }, { stream }) {
      pending += 1
      stream.pause()
      writing = writing
        .then(() => write(chunk))
        .finally(() => {
          pending -= 1
          if (pending === 0) stream.resume()
        })
      // Told at the end; unhandled until then.
      writing.catch(() => undefined)
    },
  })
}

/** `copy … from stdin`: sends what `source` gives, no faster than the database takes it. */
export function copyIn(client: pg.ClientBase, sql: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  let sending = Promise.resolve()
  return run(client, sql, () => sending, {
    handleCopyInResponse(connection) {
      sending = send(connection, source)
      sending.catch(() => undefined)
    },
  })
}

async function send(connection: Connection, source: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of source) {
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
    }
    connection.endCopyFrom()
  } catch (error) {
    // The database gives up the statement, and the transaction with it.
    connection.sendCopyFail((error as Error).message)
    throw error
  }
}

function run(
  client: pg.ClientBase,
  sql: string,
  settled: () => Promise<void>,
  own: Partial<Submitted>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    const ignore = () => undefined
    const query: Submitted = {
      submit: (connection) => connection.query(sql),
      handleError(error) {
        failure ??= error
      },
      handleReadyForQuery() {
        settled().then(() => (failure ? reject(failure) : resolve()), reject)
      },
      handleCommandComplete: ignore,
      handleRowDescription: ignore,
      handleDataRow: ignore,
      handleCopyData: ignore,
      handleCopyInResponse: ignore,
      ...own,
    }
    client.query(query as never)
  })
}
