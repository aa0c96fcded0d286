import type { en } from './en.ts'

/** A text, or its forms by plural category (`one`, `other`, …) chosen by `{count}`. */
export type Message = string | Forms
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** English decides which texts there are. */
export type MessageKey = keyof typeof en
export type Messages = { [Key in MessageKey]: (typeof en)[Key] extends string ? string : Forms }

/** Texts of one's own by language: `{ fr: { welcomeTitle: 'Bonjour' } }`. */
export type MessageOverrides = Record<string, Partial<Record<MessageKey, Message>>>
