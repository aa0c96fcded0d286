import { createHash } from 'node:crypto'
import { matchesEtag } from '../../contract/etag.ts'
import { ApiError, notFound } from '../../errors.ts'

/** Reads a file of the built widget; undefined where it is not there. */
export type ReadWidget = (name: string) => Promise<Uint8Array | undefined>

type Headers = Record<string, string | undefined>

/** Parts of the widget are named by their content. */
const HASHED = /^[a-z]+-[0-9a-f]{12}\.js$/
/** How the build has compressed each script beforehand, the smallest first. */
const ENCODINGS = ['br', 'gzip'] as const

export async function widgetScript(read: ReadWidget, name: string, headers: Headers) {
  const found = await smallest(read, name, headers)
  if (!found) throw new ApiError('unavailable', 'The widget has not been built; run npm run build.')
  const etag = `"${createHash('sha256').update(found.body).digest('base64url').slice(0, 27)}"`
  const common = { ...found.headers, 'Cache-Control': 'public, max-age=300', ETag: etag }
  if (matchesEtag(headers['if-none-match'], etag)) return { status: 304 as const, headers: common }
  return { status: 200 as const, body: found.body, headers: common }
}

export async function widgetFile(read: ReadWidget, name: string, headers: Headers) {
  const found = HASHED.test(name) ? await smallest(read, name, headers) : undefined
  if (!found) throw notFound('file')
  const cache = { 'Cache-Control': 'public, max-age=31536000, immutable' }
  return { status: 200 as const, body: found.body, headers: { ...found.headers, ...cache } }
}

/** What the asker reads, as it names it. */
export function acceptedEncodings(headers: Headers): string[] {
  return (headers['accept-encoding'] ?? '').split(',').flatMap((entry) => {
    const [encoding = '', quality = ''] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    return /^q=0(\.0*)?$/.test(quality) ? [] : [encoding]
  })
}

async function smallest(read: ReadWidget, name: string, headers: Headers) {
  const accepted = acceptedEncodings(headers)
  for (const encoding of ENCODINGS) {
    const body = accepted.includes(encoding) ? await read(`${name}.${encoding}`) : undefined
    if (body) return { body, headers: { ...HEADERS, 'Content-Encoding': encoding } }
  }
  const body = await read(name)
  return body && { body, headers: HEADERS }
}

const HEADERS = {
  'Content-Type': 'text/javascript; charset=utf-8',
  Vary: 'Accept-Encoding',
  // Loaded by other sites' pages, with or without the crossorigin attribute that SRI needs.
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}
