import { BlockList, isIP } from 'node:net'
import { OutboundRefusedError } from '../../ports/outbound.ts'

/** IPv4 ranges that are nobody's public address (IANA special-purpose registry), and Azure's own within them all. */
const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/** Of IPv6 only 2000::/3 is public at all; these parts of it carry an IPv4 address, or are for documents and tests. */
const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const

const refused4 = new BlockList()
for (const [address, bits] of NOT_PUBLIC_4) refused4.addSubnet(address, bits, 'ipv4')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const refused6 = new BlockList()
for (const [address, bits] of NOT_PUBLIC_6) refused6.addSubnet(address, bits, 'ipv6')

/** Whether an address is one on the public internet; what cannot be read is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused4.check(address, 'ipv4')
  if (family === 6) return global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
  return false
}

/** Names that stand for this machine or its network wherever they are asked for. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)\.?$/
const LOWEST_PORT = 1024

/**
 * Reads an address, which the parser brings into one spelling (0x7f.1, 2130706433 and ①27.0.0.1 are 127.0.0.1), and
 * refuses what can be refused without asking anybody.
 */
export function readUrl(text: string, allowPrivate: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new OutboundRefusedError('must be absolute and start with https:// or http://')
  if (url.username || url.password) throw new OutboundRefusedError('must not hold a user name or a password')
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (port !== 80 && port !== 443 && port < LOWEST_PORT)
    throw new OutboundRefusedError('must use port 80, 443 or one from 1024 on')
  if (allowPrivate) return url
  const host = hostOf(url)
  if (isIP(host) ? !isPublicAddress(host) : INSIDE.test(host)) throw notPublic()
  return url
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** Does not say what it resolved to: that is how networks are explored. */
export function notPublic(): OutboundRefusedError {
  return new OutboundRefusedError('does not lead to a public address')
}
