import './picture-define.ts'
import './quantity-define.ts'
import './search-field-define.ts'
import { VitrinePortal } from './portal.ts'

if (!customElements.get('vitrine-portal')) customElements.define('vitrine-portal', VitrinePortal)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-portal': VitrinePortal
  }
}
