import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** A message as a partner's server gets it. */
export interface Received {
  path: string
  headers: Record<string, string>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what there is
  body: any
}

type Behave = (message: Received, response: ServerResponse, request: IncomingMessage) => void

/** A server of a partner's. It answers 200 unless told otherwise. */
export async function startReceiver(behave: Behave = (_, response) => response.end('thanks')) {
  const received: Received[] = []
  const receiver = { received, behave, urlOf: (path: string) => `http://127.0.0.1:${port}${path}`, stop }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const headers = request.headers as Record<string, string>
    const message = { path: request.url!, headers, text, body: text === '' ? undefined : JSON.parse(text) }
    received.push(message)
    receiver.behave(message, response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return receiver

  async function stop(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** Throws unless the official library accepts it. */
export function verify({ text, headers }: Received, secret: string): void {
  new Webhook(secret).verify(text, headers)
}
