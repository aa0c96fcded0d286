import { html, nothing } from 'lit-html'
import type { Shop } from '../views/shop.ts'
import { tomorrow } from './checks.ts'
import { countries } from './countries.ts'
import { type FieldName, fields, problemWith, type Step } from './fields.ts'
import type { FlowState } from './flow.ts'

export const idOf = (name: FieldName) => `v-${name.replace('.', '-')}`

/** What a field is told off for, if it is time to: not before it has been left once. */
export function errorOf({ translator }: Shop, state: FlowState, name: FieldName): string | undefined {
  const refused = state.refused.get(name)
  if (refused) return refused
  if (!state.touched.has(name)) return undefined
  const problem = problemWith(name, state.draft.values)
  return problem && translator.text(problem, { label: translator.text(fields[name].label) })
}

export function field(shop: Shop, state: FlowState, name: FieldName) {
  const { translator } = shop
  const { label, half, hint, required } = fields[name]
  const error = errorOf(shop, state, name)
  const id = idOf(name)
  return html`<div class="field ${half ? 'half' : ''}" part="field">
    <label for=${id}>${translator.text(label)}${required ? nothing : html` <span class="optional">${translator.text('optional')}</span>`}</label>
    ${control(shop, state, name)}
    ${hint ? html`<p class="fine" id="${id}-hint">${translator.text(hint)}</p>` : nothing}
    <p class="field-error" id="${id}-error">${error ?? nothing}</p>
  </div>`
}

function control(shop: Shop, state: FlowState, name: FieldName) {
  const { autocomplete, type = 'text', inputmode, maxLength, required, hint } = fields[name]
  const { values } = state.draft
  const id = idOf(name)
  const error = errorOf(shop, state, name)
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || nothing
  const typed = (event: Event) => {
    values[name] = (event.target as HTMLInputElement).value
    state.refused.delete(name)
    state.save()
    state.changed()
  }
  const left = () => {
    // Tabbing through an empty field is no mistake yet.
    if (values[name]) state.touched.add(name)
    state.changed()
  }
  const value = values[name] ?? ''
  const invalid = error ? 'true' : nothing
  const must = required ? 'true' : nothing
  if (type === 'country')
    return html`<select id=${id} name=${name} part="input" autocomplete=${autocomplete} aria-required=${must}
      aria-invalid=${invalid} aria-describedby=${described} @change=${typed} @blur=${left}>
      <option value="" ?selected=${!value}>${shop.translator.text('choose')}</option>
      ${countries(shop.translator.locale).map(
        ([code, country]) => html`<option value=${code} ?selected=${code === value}>${country}</option>`,
      )}
    </select>`
  if (type === 'lines')
    return html`<textarea id=${id} name=${name} part="input" rows="4" maxlength=${maxLength} aria-invalid=${invalid}
      aria-describedby=${described} .value=${value} @input=${typed} @blur=${left}></textarea>`
  return html`<input id=${id} name=${name} part="input" type=${type} inputmode=${inputmode ?? nothing} maxlength=${maxLength}
    autocomplete=${autocomplete} aria-required=${must} aria-invalid=${invalid} aria-describedby=${described}
    min=${type === 'date' ? tomorrow() : nothing} .value=${value} @input=${typed} @blur=${left} />`
}

/**
 * The fields that keep a step from being left, with links that lead to each. What has been mended is crossed out rather
 * than taken away, which would move the field somebody types in.
 */
export function errorSummary(shop: Shop, state: FlowState, step: Step) {
  const { translator } = shop
  const wrong = [...state.summary].filter(([name]) => fields[name].step === step)
  if (wrong.length === 0) return nothing
  const go = (name: FieldName) => (event: Event) => {
    event.preventDefault()
    state.portal.renderRoot.querySelector<HTMLElement>(`#${idOf(name)}`)?.focus()
  }
  return html`<div class="error-summary" part="error-summary" role="alert" tabindex="-1" aria-labelledby="v-errors">
    <h2 id="v-errors">${translator.text('errorCount', { count: wrong.length })}</h2>
    <ul role="list">${wrong.map(
      ([name, error]) => html`<li class=${errorOf(shop, state, name) ? '' : 'mended'}>
        <a href="#${idOf(name)}" @click=${go(name)}>${error}</a></li>`,
    )}</ul>
  </div>`
}
