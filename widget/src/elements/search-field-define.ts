import { VitrineSearchField } from './search-field.ts'

if (!customElements.get('vitrine-search-field'))
  customElements.define('vitrine-search-field', VitrineSearchField)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-search-field': VitrineSearchField
  }
}
