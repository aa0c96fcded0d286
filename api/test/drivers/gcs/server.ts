import { type KeyLike, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createObjects, errorOf, etagOf, hashesOf, Refusal, resourceOf, type Stored } from './objects.ts'
import { checkSignature } from './signature.ts'
import { parsePiece, readMultipart, type UploadMetadata } from './uploads.ts'

/** A stand-in for Cloud Storage: as much of its JSON and XML interfaces as the real client uses. */
export interface GcsServer {
  url: string
  /** Every request, as `METHOD path?query`. */
  log: string[]
  /**
   * Called before each request is answered: what it answers is the status, `reset` breaks the connection off, and
   * `half` takes half of a piece of an upload before it answers 503.
   */
  disturb: (request: { method: string; url: URL; count: number }) => number | 'reset' | 'half' | undefined
  stop(): Promise<void>
}

interface Upload {
  name: string
  query: URLSearchParams
  metadata: UploadMetadata
  body: Buffer
  /** Once it has ended: whoever did not hear of it may ask again. */
  stored?: Stored
}

export async function startGcsServer(
  options: {
    pageSize?: number
    denied?: string[]
    publicKey?: KeyLike
    port?: number
    /** Whether a bucket is there as soon as somebody names it; Google's have to be made. */
    anyBucket?: boolean
  } = {},
): Promise<GcsServer> {
  const { pageSize = 1000, denied = [], publicKey, anyBucket = true } = options
  const buckets = new Map<string, ReturnType<typeof createObjects>>()
  const uploads = new Map<string, Upload>()
  const log: string[] = []
  let count = 0
  const fake: GcsServer = { url: '', log, disturb: () => undefined, stop }
  const makeBucket = (name: string) => buckets.set(name, createObjects()).get(name)!
  const bucketOf = (name: string) => {
    const found = buckets.get(name) ?? (anyBucket ? makeBucket(name) : undefined)
    if (!found) throw new Refusal(404, 'The specified bucket does not exist.')
    return found
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error) => {
      const status = error instanceof Refusal ? error.status : 500
      json(res, status, errorOf(status, String(error.message)))
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
    if (trouble === 'half') {
      take(req, uploadOf(url), body.subarray(0, body.length / 2))
      throw new Refusal(503, 'disturbed')
    }
    if (trouble !== undefined) throw new Refusal(trouble, 'disturbed')

    if (url.pathname === '/storage/v1/b' && method === 'POST') {
      const { name } = JSON.parse(body.toString())
      if (buckets.has(name)) throw new Refusal(409, 'The bucket exists already.')
      makeBucket(name)
      return void json(res, 200, { kind: 'storage#bucket', id: name, name })
    }
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
    if (upload && method === 'DELETE') {
      uploads.delete(query.get('upload_id') ?? '')
      return void res.writeHead(499).end()
    }
    if (rest === 'o' && method === 'GET') {
      const { items, ...more } = objects.page(query, pageSize)
      const shown = items.map((item) => resourceOf(bucket, item))
      return void json(res, 200, { kind: 'storage#objects', items: shown, ...more })
    }
    const name = decodeURIComponent(/^o\/([^/]+)$/.exec(rest!)?.[1] ?? '')
    if (method === 'DELETE') {
      objects.remove(name, query)
      return void res.writeHead(204).end()
    }
    if (method !== 'GET') throw new Refusal(405, `no ${method} here`)
    const stored = objects.read(name, query.get('generation'))
    if (query.get('alt') !== 'media') return void json(res, 200, resourceOf(bucket, stored))
    sendObject(req, res, stored)
  }

  function startUpload(req: IncomingMessage, res: ServerResponse, url: URL, bucket: string, body: Buffer) {
    const query = url.searchParams
    const type = req.headers['content-type']
    const kind = query.get('uploadType')
    if (kind !== 'resumable') {
      const { metadata, content } =
        kind === 'media'
          ? { metadata: { contentType: type } as UploadMetadata, content: body }
          : readMultipart(type ?? '', body)
      const name = query.get('name') ?? metadata.name!
      checkHashes(metadata, content)
      const stored = bucketOf(bucket).write(name, content, shown(metadata), query)
      return void json(res, 200, resourceOf(bucket, stored))
    }
    const metadata: UploadMetadata = body.length > 0 ? JSON.parse(body.toString()) : {}
    metadata.contentType ??= req.headers['x-upload-content-type'] as string | undefined
    const name = query.get('name') ?? metadata.name!
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
    const upload = uploadOf(url)
    if (upload.stored) return void json(res, 200, resourceOf(bucket, upload.stored))
    const piece = take(req, upload, body)
    if (!piece.last && upload.body.length !== piece.total) {
      if (upload.body.length > 0) res.setHeader('Range', `bytes=0-${upload.body.length - 1}`)
      return void res.writeHead(308).end()
    }
    checkHashes(upload.metadata, upload.body)
    upload.stored = bucketOf(bucket).write(upload.name, upload.body, shown(upload.metadata), upload.query)
    json(res, 200, resourceOf(bucket, upload.stored))
  }

  function uploadOf(url: URL): Upload {
    const upload = uploads.get(url.searchParams.get('upload_id') ?? '')
    if (!upload) throw new Refusal(404, 'no such upload')
    return upload
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

/** What arrived already is not taken twice; a gap is refused. */
function take(req: IncomingMessage, upload: Upload, body: Buffer) {
  const piece = parsePiece(req.headers['content-range'])
  if (piece.from !== undefined) {
    if (piece.from > upload.body.length) throw new Refusal(400, 'a piece is missing')
    upload.body = Buffer.concat([upload.body, body.subarray(upload.body.length - piece.from)])
  }
  return piece
}

function sendObject(req: IncomingMessage, res: ServerResponse, { body, metadata, generation }: Stored): void {
  // The last so many bytes, or from one to another, or to the end.
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(req.headers.range ?? '') ?? []
  const from = first ? Number(first) : last ? Math.max(0, body.length - Number(last)) : 0
  const to = first && last ? Math.min(Number(last), body.length - 1) : body.length - 1
  const partial = first !== '' || last !== ''
  if (partial && from >= body.length) throw new Refusal(416, 'The requested range cannot be satisfied.')
  const { crc32c, md5Hash } = hashesOf(body)
  res.setHeader('X-Goog-Hash', `crc32c=${crc32c},md5=${md5Hash}`)
  res.setHeader('X-Goog-Generation', String(generation))
  res.setHeader('X-Goog-Metageneration', '1')
  res.setHeader('X-Goog-Stored-Content-Encoding', 'identity')
  res.setHeader('X-Goog-Stored-Content-Length', String(body.length))
  res.setHeader('ETag', `"${etagOf(generation)}"`)
  res.setHeader('Content-Type', metadata.contentType ?? 'application/octet-stream')
  res.setHeader('Cache-Control', metadata.cacheControl ?? 'private, max-age=0')
  if (partial) res.setHeader('Content-Range', `bytes ${from}-${to}/${body.length}`)
  res.writeHead(partial ? 206 : 200, { 'Content-Length': to - from + 1 }).end(body.subarray(from, to + 1))
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
