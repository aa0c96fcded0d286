import { html, nothing } from 'lit-html'
import type { Item } from '../api/types.ts'
import { VitrineElement } from '../elements/element.ts'
import type { Translator } from '../i18n/translator.ts'
import { icon } from '../views/parts/icons.ts'

/** A picture as large as the screen, then in its own pixels. A `<dialog>`: the browser keeps the focus and Escape. */
export class VitrineZoom extends VitrineElement {
  static override properties = {
    item: '',
    translator: '',
    _full: '',
    _open: '',
  }
  declare item: Item
  declare translator: Translator
  declare _full: boolean
  declare _open: boolean

  constructor() {
    super()
    this._full = false
    this._open = false
  }

  async show(): Promise<void> {
    this._open = true
    this._full = false
    await this.updateComplete
    this.querySelector('dialog')?.showModal()
  }

  protected override render() {
    if (!this._open) return nothing
    const { translator, item } = this
    const label = translator.text(this._full ? 'zoomOut' : 'zoomIn')
    return html`<dialog class="zoom" part="zoom" aria-label=${item.name} @close=${this.#closed} @click=${this.#backdrop}>
      <div class="zoom-bar">
        <button class="icon-button" type="button" aria-label=${label} title=${label} @click=${this.#toggle}>
          ${icon(this._full ? 'minus' : 'plus')}
        </button>
        <button class="icon-button" type="button" aria-label=${translator.text('close')}
          title=${translator.text('close')} @click=${this.#close}>${icon('close')}</button>
      </div>
      <div class="zoom-area ${this._full ? 'full' : ''}" tabindex="0" role="group" aria-label=${item.name}>
        ${this.#image()}
      </div>
    </dialog>`
  }

  #image() {
    const largest = [...this.item.images].sort((a, b) => b.width - a.width)[0]
    if (!largest) return nothing
    return html`<img alt=${this.item.alt} src=${largest.url} width=${largest.width} height=${largest.height}
      @click=${this.#toggle} />`
  }

  #toggle = async () => {
    this._full = !this._full
    await this.updateComplete
    const area = this.querySelector('.zoom-area')!
    area.scrollTo((area.scrollWidth - area.clientWidth) / 2, (area.scrollHeight - area.clientHeight) / 2)
  }
  #close = () => this.querySelector('dialog')?.close()
  #closed = () => {
    this._open = false
  }
  #backdrop = (event: Event) => {
    if (event.target === event.currentTarget) this.#close()
  }
}
