import { html } from 'lit-html'

export interface Choice {
  value: string
  label: string
}

/** A list to choose from. */
export function choice(label: string, value: string, choices: Choice[], set: (value: string) => void) {
  return html`<label class="field"><span>${label}</span>
    <select @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === value} .selected=${one.value === value}>${one.label}</option>`)}
    </select>
  </label>`
}

/** A number with its unit, drawn as it is typed; what is out of range is put right, what is no number taken back. */
export function number(
  label: string,
  unit: string,
  value: number,
  [min, max, step]: [min: number, max: number, step: number],
  set: (value: number) => void,
) {
  const typed = (event: Event) => {
    const input = event.target as HTMLInputElement
    const given = input.valueAsNumber
    const wanted = Number.isFinite(given) ? Math.min(max, Math.max(min, given)) : value
    if (event.type === 'change') input.value = String(wanted)
    // On the way to 120 there is a 1: only what is out of range waits for the end.
    else if (wanted !== given) return
    if (wanted !== value) set(wanted)
  }
  return html`<label class="field"><span>${label}</span>
    <span class="number"><input type="number" inputmode="decimal" min=${min} max=${max} step=${step}
      .value=${String(value)} @input=${typed} @change=${typed} /><i aria-hidden="true">${unit}</i></span>
  </label>`
}
