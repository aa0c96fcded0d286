/** Every country of ISO 3166-1; the browser knows their names. */
const codes =
  'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ' +
  'DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJM' +
  'JOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONP' +
  'NRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTO' +
  'TRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW'

const kept = new Map<string, [code: string, name: string][]>()

export function countries(locale: string): [code: string, name: string][] {
  let list = kept.get(locale)
  if (!list) {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    list = (codes.match(/../g) ?? []).map((code): [string, string] => [code, names.of(code) ?? code])
    list.sort((a, b) => a[1].localeCompare(b[1], locale))
    kept.set(locale, list)
  }
  return list
}

/** Where a visitor most likely is: what the locale says, else where its language is mostly spoken in our shops. */
export function likelyCountry(locale: string): string {
  return new Intl.Locale(locale).region ?? (locale.startsWith('fr') ? 'FR' : '')
}
