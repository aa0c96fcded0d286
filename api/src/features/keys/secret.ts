import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

export type KeyType = 'secret' | 'publishable'

const PREFIX: Record<KeyType, string> = { secret: 'sk_', publishable: 'pk_' }
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 32
const CHECKSUM_LENGTH = 6
const FORM = new RegExp(`^[sp]k_[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`)

/** A new key: `sk_` or `pk_`, 32 random characters (190 bits), 6 of checksum. */
export function newSecret(type: KeyType): string {
  // Bytes past the last whole multiple of 62 would favour some characters.
  let random = ''
  while (random.length < RANDOM_LENGTH)
    for (const byte of randomBytes(64))
      if (byte < 248 && random.length < RANDOM_LENGTH) random += ALPHABET[byte % 62]
  const body = PREFIX[type] + random
  return body + checksum(body)
}

/** Whether a text can be a key at all: tells a typing error or a made-up key from a real one without a query. */
export function isWellFormedSecret(text: string, type: KeyType): boolean {
  if (!FORM.test(text) || !text.startsWith(PREFIX[type])) return false
  const body = text.slice(0, -CHECKSUM_LENGTH)
  return text.slice(-CHECKSUM_LENGTH) === checksum(body)
}

/** What is stored of a key. A plain hash is enough: there is nothing to guess in 190 random bits. */
export function hashSecret(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** What a person tells a key by. */
export function prefixOf(text: string): string {
  return `${text.slice(0, 9)}…`
}

function checksum(body: string): string {
  let value = crc32(body)
  let text = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i += 1) {
    text = ALPHABET[value % 62] + text
    value = Math.floor(value / 62)
  }
  return text
}
