import './picture-define.ts'
import { VitrineProducts } from './products.ts'

if (!customElements.get('vitrine-products')) customElements.define('vitrine-products', VitrineProducts)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-products': VitrineProducts
  }
}
