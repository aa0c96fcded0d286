import { plain } from '../../slug.ts'

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

/** What people write that no list of names holds. */
const ALSO = new Map(
  Object.entries({
    FR: ['fra', 'france métropolitaine'],
    BE: ['bel', 'belgium'],
    CH: ['che'],
    LU: ['lux'],
    CA: ['can'],
    DE: ['deu', 'deutschland'],
    ES: ['esp', 'españa'],
    IT: ['ita', 'italia'],
    NL: ['nld', 'hollande', 'holland'],
    CZ: ['république tchèque', 'czech republic'],
    GB: ['gbr', 'uk', 'angleterre', 'england', 'grande-bretagne', 'great britain'],
    US: ['usa', 'u.s.a.', 'états-unis d’amérique', 'united states of america'],
  }).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
)
let codes: Map<string, string> | undefined

/** The code of a country by its code, or its name in French or English; undefined where it is none. */
export function countryCode(text: string): string | undefined {
  const given = text.trim().toUpperCase()
  if (countryName(given, 'en')) return current(given)
  codes ??= nameCodes()
  return codes.get(comparable(text))
}

function nameCodes(): Map<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const found = new Map([...ALSO].map(([name, code]) => [comparable(name), code]))
  for (const code of letters.flatMap((a) => letters.map((b) => a + b)))
    for (const locale of ['fr', 'en'] as const) {
      const name = countryName(code, locale)
      if (name && current(code) === code) found.set(comparable(name), code)
    }
  return found
}

/** The code of today for one that was given up, such as DD, or that is a habit, such as UK. */
export function current(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code
}

function comparable(name: string): string {
  return plain(name)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}
