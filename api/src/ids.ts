import { typeid } from 'typeid-js'

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
