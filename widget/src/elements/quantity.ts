import { html, nothing } from 'lit-html'
import type { Item } from '../api/types.ts'
import { allowedQuantity, mostPieces } from '../cart/quantity.ts'
import type { Translator } from '../i18n/translator.ts'
import { icon } from '../views/parts/icons.ts'
import { type Changed, VitrineElement } from './element.ts'

/** How many, and what that comes to. What is typed is put right when the field is left, never while typing. */
export class VitrineQuantity extends VitrineElement {
  static override properties = {
    item: '',
    translator: '',
    value: '',
    total: '',
  }
  declare item: Item
  declare translator: Translator
  declare value: number
  /** Says what it comes to. */
  declare total: boolean

  constructor() {
    super()
    this.value = 0
    this.total = false
  }

  get #minimum(): number {
    return this.item.minQuantity ?? 1
  }

  get #step(): number {
    return this.item.quantityStep ?? 1
  }

  protected override willUpdate(changed: Changed): void {
    if (changed.has('item') && this.item) this.value = allowedQuantity(this.value, this.item)
  }

  protected override render() {
    const { translator, value } = this
    const { price } = this.item
    return html`<div class="quantity" part="quantity" role="group" aria-label=${translator.text('quantity')}>
      <div class="stepper">
        <button class="icon-button" type="button" aria-label=${translator.text('less')}
          aria-disabled=${value <= this.#minimum} @click=${() => this.#set(value - this.#step)}>${icon('minus')}</button>
        <input type="number" inputmode="numeric" aria-label=${translator.text('quantity')} min=${this.#minimum}
          max=${mostPieces} step=${this.#step} .value=${String(value)} @change=${this.#typed} />
        <button class="icon-button" type="button" aria-label=${translator.text('more')}
          aria-disabled=${value >= mostPieces} @click=${() => this.#set(value + this.#step)}>${icon('plus')}</button>
      </div>
      ${
        price && this.total
          ? html`<p class="total" role="status">${translator.text('total', {
              price: translator.money({ ...price, amount: price.amount * value }),
            })}</p>`
          : nothing
      }
    </div>`
  }

  #set(wanted: number): void {
    this.value = allowedQuantity(wanted, this.item)
    this.dispatchEvent(new CustomEvent<number>('quantity', { detail: this.value }))
  }

  #typed = (event: Event) => {
    const input = event.target as HTMLInputElement
    this.#set(Math.round(Number(input.value)))
    // The same value as before draws nothing anew, and would leave what was typed.
    input.value = String(this.value)
  }
}
