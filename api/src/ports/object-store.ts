/** What every key looks like: safe as a path, in an address and in a bucket. */
export const KEY_PATTERN = /^[a-z0-9][a-zA-Z0-9_-]*(?:\/[a-zA-Z0-9][a-zA-Z0-9_-]*)*\.[a-z0-9]{2,5}$/
export const KEY_MAX_LENGTH = 400

export interface StoredObject {
  body: Uint8Array
  contentType: string
}

export interface ListedObject {
  key: string
  bytes: number
  writtenAt: Date
}

/** Keeps immutable files: a key names its content, so it is written once and never changed. */
export interface ObjectStore {
  /** Writes whole or not at all; a key that exists is left alone and answered with `exists`. */
  put(key: string, body: Uint8Array): Promise<'created' | 'exists'>
  /** Writes over what is there, whole or not at all: for a file that was found damaged. */
  replace(key: string, body: Uint8Array): Promise<void>
  /** Throws ObjectNotFoundError where there is none. */
  get(key: string): Promise<StoredObject>
  /** Removes all keys below a prefix (`account/tenant/`); none is no error. */
  deletePrefix(prefix: string): Promise<void>
  /** Removes one key; none is no error. */
  delete(key: string): Promise<void>
  /** All objects (below a prefix), in no order; what is written or removed meanwhile may be among them or not. */
  list(prefix?: string): AsyncIterable<ListedObject>
  /** Absolute address by which a browser reads the object. */
  publicUrl(key: string): string
  /** Throws where the store cannot be written. */
  check(): Promise<void>
}

export class ObjectNotFoundError extends Error {
  constructor(key: string) {
    super(`no object ${key}`)
  }
}

/** The store is away or full; the same call may succeed later. */
export class ObjectStoreUnavailableError extends Error {}

const CONTENT_TYPES: Record<string, string> = {
  webp: 'image/webp',
  avif: 'image/avif',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

/** Media type by the key's ending; what is no raster image is never served as something a browser would run. */
export function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** A prefix names whole folders, so that `acct_1/` can never take `acct_10/` along. */
export function isValidPrefix(prefix: string): boolean {
  return /^[a-z0-9][a-zA-Z0-9_-]*(?:\/[a-zA-Z0-9][a-zA-Z0-9_-]*)*\/$/.test(prefix)
}

export function isValidKey(key: string): boolean {
  return key.length <= KEY_MAX_LENGTH && KEY_PATTERN.test(key)
}
