import { LRUCache } from 'lru-cache'
import { etagOfBytes } from '../../contract/etag.ts'
import { Prepared } from '../../contract/handlers.ts'

/** Some thousand first screens of a process. */
const LIMIT_BYTES = 48_000_000
/** Names tell every change that goes through the database; this is for one that is put back to an earlier day. */
const LONGEST_MS = 60_000

/** Answers as they were sent, for as long as they hold. */
export interface Kept {
  /** The answer of this name, made where it is not there. A name must change with everything the answer is made of. */
  answer<Body>(name: string, make: () => Promise<Body>): Promise<Prepared<Body>>
}

export function createKept(limitBytes = LIMIT_BYTES): Kept {
  const answers = new LRUCache<string, Prepared<unknown>>({
    maxSize: limitBytes,
    sizeCalculation: ({ bytes }, name) => bytes.byteLength + name.length * 2 + 200,
    ttl: LONGEST_MS,
  })
  const making = new Map<string, Promise<Prepared<unknown>>>()

  async function prepare<Body>(make: () => Promise<Body>): Promise<Prepared<Body>> {
    const bytes = Buffer.from(JSON.stringify(await make()))
    return new Prepared<Body>(bytes, etagOfBytes(bytes))
  }

  return {
    async answer<Body>(name: string, make: () => Promise<Body>) {
      const known = answers.get(name) ?? making.get(name)
      if (known) return (await known) as Prepared<Body>
      // Whoever asks meanwhile for the same waits for the same: a hundred visitors cost what one does.
      const made = prepare(make)
      making.set(name, made)
      try {
        const answer = await made
        answers.set(name, answer)
        return answer
      } finally {
        making.delete(name)
      }
    },
  }
}
