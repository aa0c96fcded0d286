import { connect } from 'node:net'

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The body as JSON; undefined where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: black-box tests look at what there is
  body: any
}

/** One request as any program would send it, for what the SDK would not let through. */
export async function request(
  url: string,
  options: {
    method?: string
    key?: string
    headers?: Record<string, string>
    json?: unknown
    body?: BodyInit
  } = {},
): Promise<Answer> {
  const headers = new Headers(options.headers)
  if (options.key?.startsWith('pk_')) headers.set('x-publishable-key', options.key)
  else if (options.key) headers.set('authorization', `Bearer ${options.key}`)
  if (options.json !== undefined && !headers.has('content-type'))
    headers.set('content-type', 'application/json')
  const body = options.json === undefined ? options.body : JSON.stringify(options.json)
  const response = await fetch(url, { method: options.method ?? 'GET', headers, body, redirect: 'manual' })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

/** Sends bytes as they are, for what no HTTP client would send, and answers what came back until the end. */
export function rawRequest(
  url: string,
  bytes: string | Uint8Array,
  options: { end?: boolean } = {},
): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    const chunks: Buffer[] = []
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
    socket.write(bytes)
    if (options.end) socket.end()
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
