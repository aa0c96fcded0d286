import { connect, createServer, type Socket } from 'node:net'

/** A way to a server on this machine, that can be interrupted as networks are. */
export interface Detour {
  port: number
  /** Connections that are there go silent: nothing passes any more, and neither end is told. New ones pass. */
  swallow(): void
  /** Nobody gets in, and who is in is thrown out. */
  close(): void
  open(): void
  /** New connections go to another port from now on. */
  lead(port: number): void
  stop(): Promise<void>
}

export async function startProxy(first: number): Promise<Detour> {
  const pairs = new Set<[Socket, Socket]>()
  let target = first
  let closed = false
  const server = createServer((near) => {
    if (closed) return void near.resetAndDestroy()
    const far = connect(target, '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.pipe(far)
    far.pipe(near)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    port,
    swallow() {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        for (const socket of [near, far]) {
          socket.removeAllListeners('close')
          // Read and forgotten, so that whoever sends believes it arrived.
          socket.resume()
        }
      }
    },
    close() {
      closed = true
      for (const [near, far] of pairs) {
        near.resetAndDestroy()
        far.destroy()
      }
    },
    open() {
      closed = false
    },
    lead(next) {
      target = next
    },
    async stop() {
      for (const [near, far] of pairs) {
        near.destroy()
        far.destroy()
      }
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
