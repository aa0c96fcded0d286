import { html } from 'lit-html'
import type { Translator } from '../i18n/translator.ts'
import { icon } from '../views/parts/icons.ts'
import { type Changed, VitrineElement } from './element.ts'

const debounceMs = 250

/** The words being typed live here: drawing the screen anew must never touch what is under the caret. */
export class VitrineSearchField extends VitrineElement {
  static override properties = {
    q: '',
    translator: '',
  }
  declare q: string
  declare translator: Translator
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.q = ''
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  override async focus(options?: FocusOptions): Promise<void> {
    await this.updateComplete
    this.#input?.focus(options)
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input')
  }

  protected override render() {
    const label = this.translator.text('searchLabel')
    return html`<form class="search" part="search" role="search" @submit=${this.#submit}>
      ${icon('search')}
      <input type="search" name="q" aria-label=${label} placeholder=${label} maxlength="100" autocomplete="off"
        enterkeyhint="search" spellcheck="false" @input=${this.#later} />
    </form>`
  }

  protected override updated(changed: Changed): void {
    const input = this.#input
    if (changed.has('q') && input && input.value.trim() !== this.q) input.value = this.q
  }

  #later = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#send, debounceMs)
  }
  #submit = (event: Event) => {
    event.preventDefault()
    this.#send()
  }
  #send = () => {
    clearTimeout(this.#timer)
    const q = this.#input?.value.trim() ?? ''
    if (q !== this.q) this.dispatchEvent(new CustomEvent<string>('search', { detail: q }))
  }
}
