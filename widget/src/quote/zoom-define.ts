import { VitrineZoom } from './zoom.ts'

if (!customElements.get('vitrine-zoom')) customElements.define('vitrine-zoom', VitrineZoom)

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-zoom': VitrineZoom
  }
}
