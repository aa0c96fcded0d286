import { setTimeout as sleep } from 'node:timers/promises'
import { CRC32C, IdempotencyStrategy, Storage } from '@google-cloud/storage'
import {
  contentTypeOf,
  isValidKey,
  isValidPrefix,
  ObjectNotFoundError,
  type ObjectStore,
  ObjectStoreUnavailableError,
} from '../../ports/object-store.ts'

/** Above it an upload goes in pieces of as much, so that a lost connection costs one piece and not all. */
const PIECE_BYTES = 4 << 20
const PAGE = 1000
const DELETES_AT_ONCE = 16
/** A request waits for it, so it gives up sooner than the library's ten minutes. */
const RETRIES = { maxRetries: 3, retryDelayMultiplier: 2, maxRetryDelay: 4, totalTimeout: 10 }
const READ_MS = 10_000
/** Of one upload in pieces. */
const BEGINS = 3
/** What Google says may pass. */
const MAY_PASS = new Set([408, 429, 500, 502, 503, 504])
/** What readiness asks for: without one of them portals lose pictures. */
const PERMISSIONS = ['storage.objects.create', 'storage.objects.get', 'storage.objects.delete']

/** Browsers and the CDN keep it for ever: its name says what is in it. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable'

export interface GcsOptions {
  bucket: string
  /** Where browsers find the bucket, a CDN say; Google's own address where absent. */
  publicUrl?: string
  /** A server that stands in for Google's; it is asked without credentials. */
  apiEndpoint?: string
}

/** Objects of one bucket. Create-only is the bucket's own: a write that expects generation 0 fails where there is one. */
export function createGcsStore(options: GcsOptions): ObjectStore {
  const { apiEndpoint } = options
  const storage = new Storage({
    // Always: every call here may be made twice. Told "never" once, the library stops repeating any call at all.
    retryOptions: { autoRetry: true, idempotencyStrategy: IdempotencyStrategy.RetryAlways, ...RETRIES },
    // A project is looked up from the machine otherwise, which takes seconds where there is none.
    ...(apiEndpoint ? { apiEndpoint, projectId: 'local' } : {}),
  })
  // The library takes STORAGE_EMULATOR_HOST for the address of the interface itself, without the path to it.
  if (apiEndpoint) storage.baseUrl = `${apiEndpoint}/storage/v1`
  const bucket = storage.bucket(options.bucket)
  const publicUrl =
    options.publicUrl ?? `${apiEndpoint ?? 'https://storage.googleapis.com'}/${options.bucket}`

  const fileOf = (key: string) => {
    if (!isValidKey(key)) throw new ObjectNotFoundError(key)
    return bucket.file(key)
  }

  async function write(key: string, body: Uint8Array, generation?: 0): Promise<void> {
    for (let begun = 1; ; begun += 1)
      try {
        return await upload(key, body, generation)
      } catch (error) {
        // Of what is lost on the way the library keeps one piece; where it misses more, it has to begin anew.
        if (!(error instanceof RangeError) || begun === BEGINS) throw error
      }
  }

  async function upload(key: string, body: Uint8Array, generation?: 0): Promise<void> {
    await fileOf(key).save(body as Buffer, {
      resumable: body.byteLength > PIECE_BYTES,
      chunkSize: PIECE_BYTES,
      validation: 'crc32c',
      metadata: { contentType: contentTypeOf(key), cacheControl: CACHE_CONTROL },
      ...(generation === undefined ? {} : { preconditionOpts: { ifGenerationMatch: generation } }),
    })
  }

  return {
    async put(key, body) {
      try {
        await write(key, body, 0)
        return 'created'
      } catch (error) {
        // Also where an answer was lost and the library asked again: what is there is ours.
        if (codeOf(error) === 412) return 'exists'
        throw unavailable(`cannot write ${key}`, error)
      }
    },

    async replace(key, body) {
      await write(key, body).catch((error) => Promise.reject(unavailable(`cannot write ${key}`, error)))
    },

    async get(key) {
      fileOf(key)
      for (let attempt = 0; ; attempt += 1) {
        try {
          return { body: await read(key), contentType: contentTypeOf(key) }
        } catch (error) {
          if (error instanceof ObjectNotFoundError) throw error
          const passes = !(error instanceof Refused) || MAY_PASS.has(error.status)
          if (!passes || attempt === RETRIES.maxRetries) throw unavailable(`cannot read ${key}`, error)
          await sleep(250 * 2 ** attempt * (0.5 + Math.random()))
        }
      }
    },

    async deletePrefix(prefix) {
      if (!isValidPrefix(prefix)) throw new Error(`not a prefix: ${prefix}`)
      try {
        for await (const { key } of list(prefix, (keys) => atOnce(keys, remove))) void key
      } catch (error) {
        throw unavailable(`cannot delete ${prefix}`, error)
      }
    },

    async delete(key) {
      await remove(key).catch((error) => Promise.reject(unavailable(`cannot delete ${key}`, error)))
    },

    list(prefix) {
      if (prefix !== undefined && !isValidPrefix(prefix)) throw new Error(`not a prefix: ${prefix}`)
      return list(prefix)
    },

    publicUrl: (key) => `${publicUrl}/${key}`,

    async check() {
      const [granted] = await bucket.iam
        .testPermissions(PERMISSIONS)
        .catch((error) => Promise.reject(unavailable(`cannot reach the bucket ${options.bucket}`, error)))
      const missing = PERMISSIONS.filter((name) => !granted[name])
      if (missing.length > 0)
        throw new ObjectStoreUnavailableError(
          `the bucket ${options.bucket} does not grant ${missing.join(', ')}`,
        )
    },
  }

  /**
   * Not by the library's own download: at the first 503 that leaves a rejection that nobody can handle, which ends
   * the process.
   */
  async function read(key: string): Promise<Uint8Array> {
    const url = `${storage.apiEndpoint}/storage/v1/b/${options.bucket}/o/${encodeURIComponent(key)}?alt=media`
    const headers = apiEndpoint ? {} : await storage.authClient.getRequestHeaders(url)
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(READ_MS) })
    const body = new Uint8Array(await response.arrayBuffer())
    // A bucket that is gone, or another's name for it, says nothing of the object.
    if (response.status === 404 && !isBucketMissing(body)) throw new ObjectNotFoundError(key)
    if (!response.ok) throw new Refused(response.status)
    const told = /crc32c=([^,]+)/.exec(response.headers.get('x-goog-hash') ?? '')?.[1]
    const crc = new CRC32C()
    crc.update(Buffer.from(body.buffer))
    if (told !== undefined && !crc.validate(told)) throw new Error('the bytes are not those that were stored')
    return body
  }

  async function remove(key: string): Promise<void> {
    await fileOf(key).delete({ ignoreNotFound: true })
  }

  /** Page by page, since a bucket may hold millions. */
  async function* list(prefix?: string, page?: (keys: string[]) => Promise<void>) {
    let pageToken: string | undefined
    do {
      const [files, next] = await bucket.getFiles({
        prefix,
        pageToken,
        maxResults: PAGE,
        autoPaginate: false,
      })
      await page?.(files.map(({ name }) => name))
      for (const { name, metadata } of files)
        yield { key: name, bytes: Number(metadata.size), writtenAt: new Date(metadata.timeCreated ?? 0) }
      pageToken = (next as { pageToken?: string } | null)?.pageToken
    } while (pageToken)
  }
}

async function atOnce(keys: string[], work: (key: string) => Promise<void>): Promise<void> {
  const left = [...keys]
  await Promise.all(
    Array.from({ length: DELETES_AT_ONCE }, async () => {
      for (let key = left.pop(); key !== undefined; key = left.pop()) await work(key)
    }),
  )
}

/** Only its words tell the one 404 from the other; no key of ours has a space. */
function isBucketMissing(body: Uint8Array): boolean {
  return /\bbucket\b[^/]* does not exist/i.test(Buffer.from(body).toString('utf8'))
}

class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}

/** By its looks: what refuses the end of a resumable upload arrives as a plain object, which is no Error. */
function codeOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : undefined
}

/** What the port promises, said once: whatever the bucket answers that is not an answer may pass. */
function unavailable(what: string, error: unknown): Error {
  if (error instanceof ObjectNotFoundError) return error
  return new ObjectStoreUnavailableError(what, { cause: error })
}
