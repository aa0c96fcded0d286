import { html } from 'lit-html'
import type { Legibility } from '../../../api/src/render/legibility.ts'
import type { Text, TextKey } from './texts.ts'

export interface ResultsView {
  text: Text
  legibility: Legibility | undefined
  preview: { url: string; legibility: string | null } | undefined
  hasLogo: boolean
}

/** How well the logo can be read now, and the server's own picture of it. */
export function results({ text, legibility, preview, hasLogo }: ResultsView) {
  const [ratio, verdict] = preview?.legibility?.split('; ') ?? []
  return html`<div class="results">
    <p class="measure">${text('here')}${
      legibility
        ? html` <b class=${legibility.verdict}>${measure(text, legibility.ratio.toFixed(1), legibility.verdict)}</b>`
        : ''
    }</p>
    <figure part="preview">
      ${preview ? html`<img src=${preview.url} width="600" height="600" alt=${text('server')} />` : html`<div class="waiting">${text(hasLogo ? 'serverLater' : 'serverNeedsLogo')}</div>`}
      <figcaption>${text('server')}${
        ratio && verdict
          ? html` <b class=${verdict}>${measure(text, Number(ratio).toFixed(1), verdict)}</b>`
          : ''
      }</figcaption>
    </figure>
  </div>`
}

function measure(text: Text, ratio: string, verdict: string): string {
  return text('legibility', { ratio, verdict: text(verdict as TextKey) })
}
