import { createHash } from 'node:crypto'
import { crc32c } from './crc32c.ts'

export interface Stored {
  name: string
  body: Buffer
  generation: number
  metadata: { contentType?: string; cacheControl?: string }
  createdAt: Date
}

export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const REASONS: Record<number, string> = {
  400: 'invalid',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  412: 'conditionNotMet',
  416: 'requestedRangeNotSatisfiable',
  429: 'rateLimitExceeded',
  503: 'backendError',
}

/** A refusal as the JSON API tells of it. */
export function errorOf(status: number, message: string) {
  const reason = REASONS[status] ?? 'internalError'
  return { error: { code: status, message, errors: [{ message, domain: 'global', reason }] } }
}

/** What a bucket does with objects: generations, preconditions, pages in the order of names. */
export function createObjects() {
  const objects = new Map<string, Stored>()
  let clock = 1_700_000_000_000_000

  const checkGeneration = (name: string, query: URLSearchParams) => {
    const wanted = query.get('ifGenerationMatch')
    if (wanted !== null && Number(wanted) !== (objects.get(name)?.generation ?? 0))
      throw new Refusal(412, 'At least one of the pre-conditions you specified did not hold.')
  }

  return {
    write(name: string, body: Buffer, metadata: Stored['metadata'], query: URLSearchParams): Stored {
      checkGeneration(name, query)
      clock += 1
      const stored = { name, body, metadata, generation: clock, createdAt: new Date() }
      objects.set(name, stored)
      return stored
    },

    read(name: string, generation?: string | null): Stored {
      const found = objects.get(name)
      if (!found || Number(generation ?? found.generation) !== found.generation)
        throw new Refusal(404, `No such object: ${name}`)
      return found
    },

    remove(name: string, query: URLSearchParams): void {
      this.read(name)
      checkGeneration(name, query)
      objects.delete(name)
    },

    checkGeneration,

    /** In the order of names; what lies deeper than the next delimiter is told as its folder alone. */
    page(query: URLSearchParams, mostAtOnce: number) {
      const prefix = query.get('prefix') ?? ''
      const delimiter = query.get('delimiter') ?? ''
      const after = Buffer.from(query.get('pageToken') ?? '', 'base64url').toString()
      const limit = Math.min(Number(query.get('maxResults') ?? 1000), mostAtOnce)
      const shownAs = (name: string) => {
        const at = delimiter ? name.indexOf(delimiter, prefix.length) : -1
        return at < 0 ? name : name.slice(0, at + delimiter.length)
      }
      const all = [...objects.keys()].filter((name) => name.startsWith(prefix)).map(shownAs)
      const entries = [...new Set(all)].filter((name) => name > after).toSorted()
      const shown = entries.slice(0, limit)
      return {
        items: shown.flatMap((name) => objects.get(name) ?? []),
        prefixes: shown.filter((name) => !objects.has(name)),
        nextPageToken: entries.length > limit ? Buffer.from(shown.at(-1)!).toString('base64url') : undefined,
      }
    },
  }
}

export function hashesOf(body: Buffer): { crc32c: string; md5Hash: string } {
  return { crc32c: crc32c(body), md5Hash: createHash('md5').update(body).digest('base64') }
}

/** An object as the JSON API tells of it. */
export function resourceOf(bucket: string, { name, body, generation, metadata, createdAt }: Stored) {
  return {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    name,
    bucket,
    generation: String(generation),
    metageneration: '1',
    size: String(body.byteLength),
    timeCreated: createdAt.toISOString(),
    updated: createdAt.toISOString(),
    storageClass: 'STANDARD',
    etag: etagOf(generation),
    ...hashesOf(body),
    ...metadata,
  }
}

export function etagOf(generation: number): string {
  return Buffer.from(String(generation)).toString('base64')
}
