import { createHash } from 'node:crypto'
import { ApiError } from '../errors.ts'

/** The strong validator of a versioned resource. */
export function etagOf(version: number): string {
  return `"v${version}"`
}

/** The strong validator of what has no version: made of its very bytes. */
export function etagOfBytes(bytes: string | Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
}

/**
 * The version that `If-Match` names; undefined where the header is absent or `*`. A validator that is not one of
 * ours can match nothing.
 */
export function expectedVersion(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined
  const match = /^"v(\d{1,9})"$/.exec(ifMatch.trim())
  if (!match) throw versionMismatch()
  return Number(match[1])
}

export function versionMismatch(): ApiError {
  return new ApiError(
    'version_mismatch',
    'It was changed since it was read; read it again and repeat the change.',
  )
}

/** Whether `If-None-Match` names a validator: weak comparison, as it asks for (RFC 9110, 13.1.2). */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((entry) => ['*', etag, `W/${etag}`].includes(entry.trim()))
}
