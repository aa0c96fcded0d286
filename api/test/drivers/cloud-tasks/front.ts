import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One address in front of several workers, as a platform's load balancer; `next` answers the port of one of them. */
export async function startFront(
  next: () => number | undefined,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((req, res) => {
    const port = next()
    if (port === undefined) return void res.writeHead(503).end()
    const onward = request(
      { host: '127.0.0.1', port, method: req.method, path: req.url, headers: req.headers, agent: false },
      (answer) => {
        res.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(res)
      },
    )
    onward.on('error', () => (res.headersSent ? res.destroy() : res.writeHead(503).end()))
    req.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
