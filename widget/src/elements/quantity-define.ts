import { VitrineQuantity } from './quantity.ts'

if (!customElements.get('vitrine-quantity')) customElements.define('vitrine-quantity', VitrineQuantity)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-quantity': VitrineQuantity
  }
}
