import { createServer } from 'node:http'
import { ERRORS } from '../errors.ts'

/** Answers while there is nothing yet that could: the process lives, and is not ready. */
export async function startStandIn(config: {
  host: string
  port: number
}): Promise<{ stop(): Promise<void> }> {
  const { status, title } = ERRORS.unavailable
  const server = createServer((req, res) => {
    req.resume()
    const path = req.url?.split('?')[0]
    res.setHeader('Cache-Control', 'no-store')
    // So that whoever asked is there again when the real one is.
    res.setHeader('Connection', 'close')
    if (path === '/healthz') return void res.writeHead(200, JSON_TYPE).end(JSON.stringify({ status: 'ok' }))
    res.setHeader('Retry-After', '2')
    if (path === '/readyz') {
      const body = { status: 'unavailable', checks: { database: 'unavailable' }, oldestTaskSeconds: null }
      return void res.writeHead(status, JSON_TYPE).end(JSON.stringify(body))
    }
    res.writeHead(status, { 'Content-Type': 'application/problem+json' })
    const detail = 'The service is starting and waits for its database. Please try again.'
    res.end(JSON.stringify({ type: 'about:blank', title, status, detail, code: 'unavailable' }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), 500)
      await closed
      clearTimeout(timer)
    },
  }
}

const JSON_TYPE = { 'Content-Type': 'application/json' }
