import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Seen = { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer }
export type Answer = (response: ServerResponse, seen: Seen, count: number) => void

/** A real server for one test, which misbehaves as told; `count` is 1 for the first request. */
export async function serve(answer: Answer): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    const exchange = { method, path, headers, body: Buffer.concat(chunks) }
    seen.push(exchange)
    answer(response, exchange, seen.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export function problem(response: ServerResponse, status: number, code: string, headers = {}): void {
  const type = 'application/problem+json'
  const body = { type: 'about:blank', title: 'It did not work', status, code, requestId: 'req_1' }
  json(response, status, body, { 'content-type': type, ...headers })
}
