import { html } from 'lit-html'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Shop } from '../shop.ts'

/** A titled part of a screen. */
export function block({ translator }: Shop, title: MessageKey, content: unknown, aside?: unknown) {
  return html`<section class="block" aria-label=${translator.text(title)}>
    <div class="block-head"><h2>${translator.text(title)}</h2>${aside}</div>
    ${content}
  </section>`
}
