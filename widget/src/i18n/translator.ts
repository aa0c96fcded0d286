import type { Money } from '../api/types.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import type { Message, MessageKey, MessageOverrides } from './messages.ts'

const builtIn: MessageOverrides = { en, fr }

/** Texts that come with the second file. */
export function addMessages(more: MessageOverrides): void {
  for (const [language, texts] of Object.entries(more)) Object.assign(builtIn[language] ?? {}, texts)
}

/** Texts, numbers and amounts in one locale. */
export class Translator {
  readonly locale: string
  readonly #own: MessageOverrides[string]
  readonly #base: MessageOverrides[string]
  readonly #plurals: Intl.PluralRules
  readonly #numbers: Intl.NumberFormat
  readonly #currencies = new Map<string, (minor: number) => string>()

  constructor(locale: string, overrides: MessageOverrides = {}) {
    const language = languageOf(locale)
    this.locale = locale
    this.#own = { ...overrides[language], ...overrides[locale] }
    this.#base = builtIn[language] ?? en
    this.#plurals = new Intl.PluralRules(locale)
    this.#numbers = new Intl.NumberFormat(locale)
  }

  /** The text of a key, its `{placeholders}` filled. Numbers are written as the locale writes them. */
  text(key: MessageKey, values: Record<string, string | number> = {}): string {
    const message = this.#own[key] ?? this.#base?.[key] ?? builtIn.en?.[key] ?? ''
    return this.#form(message, values.count).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      if (value === undefined) return whole
      return typeof value === 'number' ? this.#numbers.format(value) : value
    })
  }

  number(value: number): string {
    return this.#numbers.format(value)
  }

  money({ amount, currency }: Money): string {
    let format = this.#currencies.get(currency)
    if (!format) {
      format = currencyFormat(this.locale, currency)
      this.#currencies.set(currency, format)
    }
    return format(amount)
  }

  #form(message: Message, count: string | number | undefined): string {
    if (typeof message === 'string') return message
    return message[this.#plurals.select(Number(count ?? 0))] ?? message.other
  }
}

/** Minor units are hundredths of a euro but whole yen: Intl knows how many digits a currency has. */
function currencyFormat(locale: string, currency: string): (minor: number) => string {
  const full = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = full.resolvedOptions().maximumFractionDigits ?? 2
  return (minor) => full.format(minor / 10 ** digits)
}

/** The first of these wishes that can be spoken: built in, or brought by the host. */
export function chooseLocale(
  wishes: (string | null | undefined)[],
  overrides: MessageOverrides = {},
): string {
  for (const wish of wishes) {
    const locale = wish && canonical(wish)
    if (locale && (languageOf(locale) in builtIn || languageOf(locale) in overrides)) return locale
  }
  return 'en'
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-'))[0]
  } catch {
    return undefined
  }
}

function languageOf(locale: string): string {
  return locale.split('-')[0]!
}

/** The language of the nearest ancestor that says one, out through shadow trees. */
export function nearestLang(from: Element): string | undefined {
  for (let node: Element | null = from; node; ) {
    const found: Element | null = node.closest('[lang]')
    if (found) return found.getAttribute('lang') ?? undefined
    const root: Node = node.getRootNode()
    node = root instanceof ShadowRoot ? root.host : null
  }
  return undefined
}
