import { VitrinePlacementEditor } from './placement-editor.ts'

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-placement-editor': VitrinePlacementEditor
  }
}

if (!customElements.get('vitrine-placement-editor'))
  customElements.define('vitrine-placement-editor', VitrinePlacementEditor)
