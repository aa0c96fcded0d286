import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A small load balancer: one address in front of several processes, in turn those whose /readyz says so. It repeats
 * nothing: only a connection that is refused, over which nothing was sent, leads to the next process.
 */
export interface Balancer {
  url: string
  /** Addresses of the processes; read at each look, so that it may change. */
  set(urls: string[]): void
  /** Resolves once the process has been found ready (or, `false`, not so) by the balancer itself. */
  sees(url: string, ready?: boolean): Promise<void>
  /** Requests that no process was there for. */
  refused(): number
  stop(): Promise<void>
}

/** As often as platforms ask at their quickest; well within the time a process goes on serving when asked to stop. */
const LOOK_EVERY_MS = 250
const LOOK_TIMEOUT_MS = 3000
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

export async function startBalancer(options: { port?: number } = {}): Promise<Balancer> {
  let targets: string[] = []
  const ready = new Set<string>()
  const watched = new Map<string, Promise<void>>()
  const agent = new Agent({ keepAlive: true })
  let turn = 0
  let refused = 0
  /** Each by itself: one that is slow to say how it is must not hide that another is leaving. */
  async function watch(url: string): Promise<void> {
    while (targets.includes(url)) {
      await look(url)
      await sleep(LOOK_EVERY_MS)
    }
    watched.delete(url)
  }

  async function look(url: string): Promise<void> {
    const status = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0,
    )
    if (status === 200 && targets.includes(url)) ready.add(url)
    else ready.delete(url)
  }

  function forward(req: IncomingMessage, res: ServerResponse, candidates: string[]): void {
    const [url, ...others] = candidates
    if (url === undefined) {
      refused += 1
      res.writeHead(503, { 'x-balancer': 'nobody is ready' }).end()
      return
    }
    const { hostname, port } = new URL(url)
    // The path as it came: a client may mean `..` as it says it.
    const onward = request({
      ...{ agent, hostname, port, path: req.url, method: req.method },
      headers: kept(req.headers),
    })
    let connected = false
    onward.once('socket', (socket) => {
      const begin = () => {
        connected = true
        req.pipe(onward)
      }
      if (socket.connecting) socket.once('connect', begin)
      else begin()
    })
    onward.once('response', (answer) => {
      res.writeHead(answer.statusCode!, answer.statusMessage, kept(answer.headers))
      // What stays open shows its head before there is a body.
      res.flushHeaders()
      answer.pipe(res)
      answer.once('error', () => res.destroy())
    })
    onward.once('error', () => {
      if (!connected && !res.destroyed) return forward(req, res, others)
      // Whether it was done nobody knows here; the client is told no lie.
      res.destroy()
    })
    res.once('close', () => {
      if (!res.writableFinished) onward.destroy()
    })
  }

  const server = createServer({ requestTimeout: 0 }, (req, res) => {
    const from = [...targets.filter((url) => ready.has(url))]
    turn += 1
    const first = from.length > 0 ? turn % from.length : 0
    forward(req, res, [...from.slice(first), ...from.slice(0, first)])
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(urls) {
      targets = urls
      for (const url of urls) if (!watched.has(url)) watched.set(url, watch(url))
      for (const url of ready) if (!urls.includes(url)) ready.delete(url)
    },
    async sees(url, wanted = true) {
      while (ready.has(url) !== wanted) await sleep(20)
    },
    refused: () => refused,
    async stop() {
      targets = []
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      agent.destroy()
      await Promise.all(watched.values())
    },
  }
}

/** All but what belongs to one connection alone. */
function kept(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const named = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined && !HOP_BY_HOP.has(entry[0]),
  )
  return Object.fromEntries(named)
}
