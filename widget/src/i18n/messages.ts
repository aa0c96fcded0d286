import type { en as quoteEn } from '../quote/en.ts'
import type { en } from './en.ts'

/** A text, or its forms by plural category (`one`, `other`, …) chosen by `{count}`. */
export type Message = string | Forms
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** English decides which texts there are. */
export type MessageKey = keyof typeof en | keyof typeof quoteEn
/** The same texts in another language. */
export type Translated<Texts> = { [Key in keyof Texts]: Texts[Key] extends string ? string : Forms }
export type Messages = Translated<typeof en>

/** Texts of one's own by language: `{ fr: { welcomeTitle: 'Bonjour' } }`. */
export type MessageOverrides = Record<string, Partial<Record<MessageKey, Message>>>
