const NAMES = new Map<string, Intl.DisplayNames>()

/** Codes of the standard's form that are no country. */
const NONE = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

/** A country's name in a language; undefined where the code (ISO 3166-1 alpha-2) is none. */
export function countryName(code: string, locale: 'fr' | 'en'): string | undefined {
  if (!/^[A-Z]{2}$/.test(code) || NONE.has(code)) return undefined
  const names = NAMES.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
  NAMES.set(locale, names)
  return names.of(code)
}
