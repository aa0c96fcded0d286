import anyAscii from 'any-ascii'

const MAX_LENGTH = 80

/** Names in addresses that the site itself uses, or that would mislead. */
const RESERVED = new Set(
  'admin api app assets auth cart docs events favicon files health healthz help items login logout metrics openapi orders portal portals public readyz robots settings sitemap static support tasks vitrine widget www'.split(
    ' ',
  ),
)

/** Text as search and slugs compare it: Latin letters without accents, lower case. */
export function plain(text: string): string {
  return anyAscii(text.normalize('NFC')).toLowerCase()
}

/** « Société Générale » → `societe-generale`; empty where nothing of the name can be spelt. */
export function slugify(name: string): string {
  return plain(name)
    .replaceAll(/['’]/g, '-')
    .replaceAll('&', ' and ')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '')
}

export function isReserved(slug: string): boolean {
  return RESERVED.has(slug)
}

/** The n-th choice for a slug: `acme`, `acme-2`, `acme-3`… */
export function numbered(slug: string, n: number): string {
  if (n === 1) return slug
  const suffix = `-${n}`
  return slug.slice(0, MAX_LENGTH - suffix.length).replace(/-+$/, '') + suffix
}
