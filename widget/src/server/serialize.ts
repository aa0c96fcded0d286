import { nothing } from 'lit-html'

/** As lit-html makes them; only what its documentation calls stable is used. */
interface Template {
  strings: readonly string[]
  values: unknown[]
}
interface Directive {
  _$litDirective$: unknown
  values: unknown[]
}

/** What is to stand inside of an element whose content another element's class would draw. */
export type Inside = (tag: string, properties: Record<string, unknown>) => unknown

/**
 * Writes what a view draws as text, for a page that has no script yet. It knows what our views use: attributes, with
 * `nothing` for none, lists, templates in templates, keyed(). Listeners are left out, and properties are handed to
 * `inside`. Every value is escaped.
 */
export function serialize(value: unknown, inside: Inside): string {
  if (value === nothing || value === undefined || value === null || value === false || value === '') return ''
  if (Array.isArray(value)) return value.map((one) => serialize(one, inside)).join('')
  if (isTemplate(value)) return fromTemplate(value, inside)
  if (isKeyed(value)) return serialize(value.values[1], inside)
  return escapeHtml(String(value))
}

function fromTemplate({ strings, values }: Template, inside: Inside): string {
  let text = ''
  let properties: Record<string, unknown> = {}
  const write = (chunk: string) => {
    const end = tagAtEnd(text) === undefined ? -1 : chunk.indexOf('>')
    if (end < 0 || Object.keys(properties).length === 0) {
      text += chunk
      return
    }
    const tag = tagAtEnd(text)!
    text += chunk.slice(0, end + 1)
    text += serialize(inside(tag, properties), inside)
    properties = {}
    text += chunk.slice(end + 1)
  }
  for (const [at, string] of strings.entries()) {
    write(string)
    if (at === values.length) break
    const value = values[at]
    const binding = tagAtEnd(text) === undefined ? null : /\s([.?@]?)([\w-]+)=("[^"]*)?$/.exec(text)
    if (!binding) {
      text += serialize(value, inside)
      continue
    }
    const [whole, kind, name = '', quoted] = binding
    if (quoted !== undefined) {
      text += escapeHtml(isNone(value) ? '' : String(value))
      continue
    }
    text = text.slice(0, -whole.length)
    if (kind === '.') properties[name] = value
    else if (kind === '?') text += value ? ` ${name}` : ''
    else if (kind === '' && !isNone(value)) text += ` ${name}="${escapeHtml(String(value))}"`
  }
  return text
}

/** The name of the tag that the text is still within. */
function tagAtEnd(text: string): string | undefined {
  return /<([\w-]+)(?:"[^"]*"|[^"<>])*(?:"[^"]*)?$/.exec(text)?.[1]
}

function isNone(value: unknown): boolean {
  return value === nothing || value === undefined || value === null
}

function isTemplate(value: unknown): value is Template {
  return typeof value === 'object' && value !== null && '_$litType$' in value
}

function isKeyed(value: unknown): value is Directive {
  return typeof value === 'object' && value !== null && '_$litDirective$' in value
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
