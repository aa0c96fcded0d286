import { type KeyLike, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createObjects, hashesOf, Refusal, resourceOf, type Stored } from './objects.ts'
import { checkSignature } from './signature.ts'

/** A stand-in for Cloud Storage: as much of its JSON and XML interfaces as the real client uses. */
export interface GcsServer {
  url: string
  /** Every request, as `METHOD path?query`. */
  log: string[]
  /** Called before each request is answered: what it answers is the status, `reset` breaks the connection off. */
  disturb: (request: { method: string; url: URL; count: number }) => number | 'reset' | undefined
  stop(): Promise<void>
}

interface Upload {
  name: string
  query: URLSearchParams
  metadata: Stored['metadata']
  body: Buffer
}

export async function startGcsServer(
  options: { pageSize?: number; denied?: string[]; publicKey?: KeyLike; port?: number } = {},
): Promise<GcsServer> {
  const { pageSize = 1000, denied = [], publicKey } = options
  const buckets = new Map<string, ReturnType<typeof createObjects>>()
  const uploads = new Map<string, Upload>()
  const log: string[] = []
  let count = 0
  const fake: GcsServer = { url: '', log, disturb: () => undefined, stop }
  const bucketOf = (name: string) => buckets.get(name) ?? buckets.set(name, createObjects()).get(name)!

  const server = createServer((req, res) => {
    answer(req, res).catch((error) => {
      const status = error instanceof Refusal ? error.status : 500
      json(res, status, { error: { code: status, message: String(error.message), errors: [] } })
    })
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url!, fake.url)
    const method = req.method!
    const body = await bodyOf(req)
    log.push(`${method} ${req.url}`)
    count += 1
    const trouble = fake.disturb({ method, url, count })
    if (trouble === 'reset') return void req.socket.destroy()
    if (trouble !== undefined) throw new Refusal(trouble, 'disturbed')

    const [, upload, bucket, rest] =
      /^(\/upload|\/resumable)?\/storage\/v1\/b\/([^/]+)\/(.*)$/.exec(url.pathname) ?? []
    if (bucket === undefined) return void readAsBrowser(req, res, url)
    const objects = bucketOf(bucket)
    const query = url.searchParams
    if (rest === 'iam/testPermissions') {
      const permissions = query.getAll('permissions').filter((name) => !denied.includes(name))
      return void json(res, 200, { kind: 'storage#testIamPermissionsResponse', permissions })
    }
    if (upload && method === 'POST') return void startUpload(req, res, url, bucket, body)
    if (upload && method === 'PUT') return void goOnUpload(req, res, url, bucket, body)
    if (rest === 'o' && method === 'GET') {
      const { items, nextPageToken } = objects.page(query, pageSize)
      return void json(res, 200, { items: items.map((item) => resourceOf(bucket, item)), nextPageToken })
    }
    const name = decodeURIComponent(/^o\/([^/]+)$/.exec(rest!)?.[1] ?? '')
    if (method === 'DELETE') {
      objects.remove(name, query)
      return void res.writeHead(204).end()
    }
    if (method !== 'GET') throw new Refusal(405, `no ${method} here`)
    const stored = objects.read(name)
    if (query.get('alt') !== 'media') return void json(res, 200, resourceOf(bucket, stored))
    sendObject(req, res, stored)
  }

  function startUpload(req: IncomingMessage, res: ServerResponse, url: URL, bucket: string, body: Buffer) {
    const query = url.searchParams
    if (query.get('uploadType') === 'multipart') {
      const { metadata, content } = readMultipart(req.headers['content-type'] ?? '', body)
      const name = query.get('name') ?? metadata.name!
      checkHashes(metadata, content)
      return void json(
        res,
        200,
        resourceOf(bucket, bucketOf(bucket).write(name, content, shown(metadata), query)),
      )
    }
    const metadata = body.length > 0 ? JSON.parse(body.toString()) : {}
    const name = query.get('name') ?? metadata.name
    // Google looks at the precondition when an upload begins, and again when it ends.
    bucketOf(bucket).checkGeneration(name, query)
    const id = randomUUID()
    uploads.set(id, { name, query, metadata, body: Buffer.alloc(0) })
    res.setHeader('Location', `${fake.url}/resumable/storage/v1/b/${bucket}/o?upload_id=${id}`)
    res.writeHead(200).end()
  }

  function goOnUpload(
    req: IncomingMessage,
    res: ServerResponse,
    url: URL,
    bucket: string,
    body: Buffer,
  ): void {
    const id = url.searchParams.get('upload_id') ?? ''
    const upload = uploads.get(id)
    if (!upload) throw new Refusal(404, 'no such upload')
    const [, from, total] = /^bytes (?:(\d+|\*)(?:-(?:\d+|\*))?)\/(\d+|\*)$/.exec(
      req.headers['content-range'] ?? 'bytes 0-*/*',
    ) ?? [undefined, '*', '*']
    if (from !== '*') {
      // What arrived already is not taken twice; a gap is refused.
      if (Number(from) > upload.body.length) throw new Refusal(400, 'a piece is missing')
      upload.body = Buffer.concat([upload.body, body.subarray(upload.body.length - Number(from))])
    }
    const whole = total === '*' ? from !== '*' : upload.body.length === Number(total)
    if (!whole) {
      if (upload.body.length > 0) res.setHeader('Range', `bytes=0-${upload.body.length - 1}`)
      return void res.writeHead(308).end()
    }
    checkHashes(upload.metadata, upload.body)
    const stored = bucketOf(bucket).write(upload.name, upload.body, shown(upload.metadata), upload.query)
    uploads.delete(id)
    json(res, 200, resourceOf(bucket, stored))
  }

  /** `GET /bucket/key`, as a browser or a CDN asks; with a signature it has to be right. */
  function readAsBrowser(req: IncomingMessage, res: ServerResponse, url: URL): void {
    const [, bucket = '', ...name] = url.pathname.split('/')
    if (url.searchParams.has('X-Goog-Signature'))
      checkSignature({ method: req.method!, url, host: req.headers.host! }, publicKey!)
    sendObject(req, res, bucketOf(bucket).read(decodeURIComponent(name.join('/'))))
  }

  async function stop(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function sendObject(req: IncomingMessage, res: ServerResponse, { body, metadata, generation }: Stored): void {
  const { crc32c, md5Hash } = hashesOf(body)
  res.setHeader('X-Goog-Hash', `crc32c=${crc32c},md5=${md5Hash}`)
  res.setHeader('X-Goog-Generation', String(generation))
  res.setHeader('X-Goog-Stored-Content-Encoding', 'identity')
  res.setHeader('Content-Type', metadata.contentType ?? 'application/octet-stream')
  res.setHeader('Cache-Control', metadata.cacheControl ?? 'private, max-age=0')
  const range = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? '')
  if (!range) return void res.writeHead(200, { 'Content-Length': body.length }).end(body)
  const from = Number(range[1])
  if (from >= body.length) throw new Refusal(416, 'The requested range cannot be satisfied.')
  const to = range[2] === '' ? body.length - 1 : Math.min(Number(range[2]), body.length - 1)
  res.setHeader('Content-Range', `bytes ${from}-${to}/${body.length}`)
  res.writeHead(206, { 'Content-Length': to - from + 1 }).end(body.subarray(from, to + 1))
}

type UploadMetadata = Stored['metadata'] & { name?: string; crc32c?: string; md5Hash?: string }

/** Two parts: JSON about the object, and the object. */
function readMultipart(type: string, body: Buffer): { metadata: UploadMetadata; content: Buffer } {
  const boundary = `--${/boundary="?([^";]+)/.exec(type)?.[1]}`
  const starts = [body.indexOf(boundary), body.indexOf(boundary, boundary.length), body.lastIndexOf(boundary)]
  if (starts.some((at) => at < 0) || new Set(starts).size < 3) throw new Refusal(400, 'not two parts')
  const part = (n: number) => {
    const from = body.indexOf('\r\n\r\n', starts[n]) + 4
    return body.subarray(from, starts[n + 1]! - 2)
  }
  return { metadata: JSON.parse(part(0).toString()), content: part(1) }
}

function checkHashes(told: UploadMetadata, body: Buffer): void {
  const { crc32c, md5Hash } = hashesOf(body)
  if ((told.crc32c ?? crc32c) !== crc32c || (told.md5Hash ?? md5Hash) !== md5Hash)
    throw new Refusal(400, 'the checksum does not match')
}

function shown({ contentType, cacheControl }: UploadMetadata): Stored['metadata'] {
  return { contentType, cacheControl }
}

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
