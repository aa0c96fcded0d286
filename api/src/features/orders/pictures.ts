import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { StoredImage } from '../../data/rows.ts'
import { ObjectNotFoundError, type ObjectStore } from '../../ports/object-store.ts'
import type { StoredLine } from './store.ts'

/** What was kept a moment ago is not read and written again: most orders are of the same few items. */
const REMEMBERED = 2000
const REMEMBERED_MS = 600_000

/**
 * Keeps the pictures of lines with the account's orders, under the hash of their content: a new logo, a new photo or
 * the end of the tenant leave them as they are. The files come first; the row that names them afterwards.
 */
export function createKeeper(files: ObjectStore) {
  const kept = new LRUCache<string, string>({ max: REMEMBERED, ttl: REMEMBERED_MS })

  async function keep(accountId: string, image: StoredImage): Promise<StoredImage | null> {
    const known = kept.get(image.key)
    if (known) return { ...image, key: known }
    try {
      const { body } = await files.get(image.key)
      const hash = createHash('sha256').update(body).digest('hex').slice(0, 40)
      const key = `${accountId}/orders/${hash}.${image.format}`
      await files.put(key, body)
      kept.set(image.key, key)
      return { ...image, key }
    } catch (error) {
      // An order is worth more than its picture.
      if (error instanceof ObjectNotFoundError) return null
      throw error
    }
  }

  return (accountId: string, lines: StoredLine[]): Promise<StoredLine[]> =>
    Promise.all(
      lines.map(async (line) => ({ ...line, image: line.image && (await keep(accountId, line.image)) })),
    )
}
