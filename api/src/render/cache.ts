import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/**
 * Memory shared between renders: fitted photos, decoded logos and textures, least recently used out
 * first. Two callers who want the same thing at once wait for one making.
 */
export interface RenderCache {
  use<T extends object>(key: string, make: () => Promise<T>, bytesOf: (value: T) => number): Promise<T>
  clear(): void
}

/** @param limitBytes what all entries together may hold; a base at 1000 px is 3 MB, a texture 0.1 to 30 MB. */
export function createRenderCache({ limitBytes }: { limitBytes: number }): RenderCache {
  const kept = new LRUCache<string, object>({ maxSize: limitBytes, maxEntrySize: limitBytes })
  const making = new Map<string, Promise<object>>()

  return {
    async use<T extends object>(key: string, make: () => Promise<T>, bytesOf: (value: T) => number) {
      const found = kept.get(key)
      if (found) return found as T
      const running = making.get(key)
      if (running) return running as Promise<T>
      const promise = make()
      making.set(key, promise)
      try {
        const value = await promise
        kept.set(key, value, { size: Math.max(1, bytesOf(value)) })
        return value
      } finally {
        making.delete(key)
      }
    },
    clear() {
      kept.clear()
    },
  }
}

const hashes = new WeakMap<Uint8Array, string>()

/** SHA-256 of some bytes, hex; remembered for as long as the same buffer lives. */
export function contentKey(bytes: Uint8Array): string {
  const known = hashes.get(bytes)
  if (known) return known
  const hash = createHash('sha256').update(bytes).digest('hex')
  hashes.set(bytes, hash)
  return hash
}
