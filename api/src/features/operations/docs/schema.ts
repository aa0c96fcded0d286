import { resolve, type Schema } from './document.ts'
import { type Html, html, inline } from './html.ts'

/** The fields of a schema as a list that unfolds; a schema inside itself is named, not unfolded again. */
export function schemaTree(schema: Schema, above: string[] = []): Html | undefined {
  const whole = resolve(schema)
  const path = [...above, nameOf(schema) ?? '']
  if (whole.oneOf) {
    const options = whole.oneOf.filter((option) => resolve(option).type !== 'null')
    if (options.length === 1) return schemaTree(options[0]!, path)
    return html`<ul class="fields">${options.map(
      (option) =>
        html`<li><span class="type">either ${nameOf(option) ?? typeOf(option)}</span>${schemaTree(option, path)}</li>`,
    )}</ul>`
  }
  if (whole.items) return schemaTree(whole.items, path)
  const properties = Object.entries(whole.properties ?? {})
  if (properties.length === 0) return undefined
  return html`<ul class="fields">${properties.map(([name, entry]) =>
    field(name, entry, whole.required?.includes(name) ?? false, path),
  )}</ul>`
}

function field(name: string, schema: Schema, required: boolean, path: string[]): Html {
  const named = nameOf(schema) ?? nameOf(resolve(schema).items ?? {})
  const inner = named && path.includes(named) ? undefined : schemaTree(schema, path)
  const head = html`<code class="name">${name}</code> ${facts(schema, required)}`
  if (!inner) return html`<li>${head}</li>`
  return html`<li><details><summary>${head}</summary>${inner}</details></li>`
}

/** Type, necessity, meaning and bounds of one value. */
export function facts(schema: Schema, required: boolean): Html {
  const whole = resolve(schema)
  const limits = boundsOf(whole)
  return html`<span class="type">${typeOf(schema)}</span>${required ? html` <span class="required">required</span>` : undefined}${
    whole.description ? html` <span class="meaning">${inline(whole.description)}</span>` : undefined
  }${limits.length > 0 ? html` <span class="bounds">${limits.join(' · ')}</span>` : undefined}${valuesOf(whole)}`
}

function valuesOf(schema: Schema): Html | undefined {
  const values = schema.enum ?? resolve(schema.items ?? {}).enum
  if (!values) return undefined
  return html` <span class="values">${values.map((value) => html`<code>${String(value)}</code> `)}</span>`
}

function nameOf(schema: Schema): string | undefined {
  return schema.$ref?.split('/').at(-1)
}

export function typeOf(schema: Schema): string {
  const { type, items, format, oneOf } = resolve(schema)
  if (oneOf) return [...new Set(oneOf.map(typeOf))].join(' or ')
  const kinds = [type ?? 'any'].flat().map((kind) => {
    if (kind === 'array') return `list of ${typeOf(items ?? {})}`
    if (format === 'date-time' && kind === 'string') return 'time'
    if (format === 'binary') return 'file'
    return kind
  })
  return kinds.join(' or ')
}

function boundsOf(schema: Schema): string[] {
  const { minimum, maximum, exclusiveMinimum, minLength, maxLength, minItems, maxItems } = schema
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    if (low !== undefined && high !== undefined) return `${low}–${high}${unit}`
    if (high !== undefined) return `at most ${high}${unit}`
    return low === undefined || low <= 1 ? undefined : `at least ${low}${unit}`
  }
  return [
    exclusiveMinimum === undefined ? undefined : `more than ${exclusiveMinimum}`,
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' entries'),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ].filter((text) => text !== undefined)
}
