import { VitrineCartButton } from './cart-button.ts'

if (!customElements.get('vitrine-cart-button'))
  customElements.define('vitrine-cart-button', VitrineCartButton)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-cart-button': VitrineCartButton
  }
}
