import { createHash, randomBytes } from 'node:crypto'
import { TypeID, typeid } from 'typeid-js'

/** Prefixes of the contract's ids. */
export type IdPrefix =
  | 'acct'
  | 'key'
  | 'tnt'
  | 'col'
  | 'prd'
  | 'pck'
  | 'gen'
  | 'rnd'
  | 'ord'
  | 'evt'
  | 'whk'
  | 'dlv'
  | 'imp'
  | 'aud'
  | 'psn'

/** A new TypeID: prefix and UUIDv7, so that ids of one kind sort by time of creation. */
export function newId(prefix: IdPrefix): string {
  return typeid(prefix).toString()
}

/** One for what was created earlier, and elsewhere: it sorts to where it belongs. */
export function newIdAt(prefix: IdPrefix, time: Date): string {
  return uuidAt(prefix, time.getTime(), randomBytes(16))
}

/** The one that belongs to a token and a name: whoever makes it again makes the same, and it sorts as the token does. */
export function idFrom(prefix: IdPrefix, token: string, name: string): string {
  return uuidAt(prefix, timeOfToken(token), createHash('sha256').update(`${token} ${name}`).digest())
}

function uuidAt(prefix: IdPrefix, ms: number, bytes: Buffer): string {
  bytes.writeUIntBE(ms, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return TypeID.fromUUIDBytes(prefix, bytes.subarray(0, 16)).toString()
}

/** A UUIDv7 that is nobody's id: it is new, and says when it was made. */
export function newToken(): string {
  return typeid().toUUID()
}

/** When such a token was made, in milliseconds. */
export function timeOfToken(token: string): number {
  return Number.parseInt(token.replaceAll('-', '').slice(0, 12), 16)
}
