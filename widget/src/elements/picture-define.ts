import { VitrinePicture } from './picture.ts'

if (!customElements.get('vitrine-picture')) customElements.define('vitrine-picture', VitrinePicture)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-picture': VitrinePicture
  }
}
