import { createHash, createVerify, type KeyLike } from 'node:crypto'
import { Refusal } from './objects.ts'

/**
 * Checks a V4 signed address as Google does: the canonical request is made again of what arrived, and the signature
 * has to be the key's over just that; then the time.
 */
export function checkSignature(request: { method: string; url: URL; host: string }, key: KeyLike): void {
  const { method, url, host } = request
  const given = url.searchParams.get('X-Goog-Signature') ?? ''
  const scope = (url.searchParams.get('X-Goog-Credential') ?? '').split('/').slice(1).join('/')
  const date = url.searchParams.get('X-Goog-Date') ?? ''
  const signedHeaders = url.searchParams.get('X-Goog-SignedHeaders') ?? ''
  if (signedHeaders !== 'host') throw new Refusal(400, 'this server signs the host only')
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Goog-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&')
  // The client signs the name alone, since Google's has no port.
  const canonical = [
    method,
    url.pathname,
    query,
    `host:${host.replace(/:\d+$/, '')}\n`,
    signedHeaders,
    'UNSIGNED-PAYLOAD',
  ]
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex')
  const verify = createVerify('RSA-SHA256').update(['GOOG4-RSA-SHA256', date, scope, digest].join('\n'))
  if (!verify.verify(key, given, 'hex')) throw new Refusal(403, 'SignatureDoesNotMatch')
  const from = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Date.now() < from + Number(url.searchParams.get('X-Goog-Expires')) * 1000))
    throw new Refusal(400, 'ExpiredToken')
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
