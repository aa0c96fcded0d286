import { html } from 'lit-html'
import type { Item } from '../../api/types.ts'

/** An item's picture; `eager` above the fold, with `priority` before all others. */
export function picture(item: Item, eager: boolean, priority: boolean) {
  return html`<vitrine-picture part="picture" .images=${item.images} .placeholder=${item.placeholder} .alt=${item.alt}
    .eager=${eager} .priority=${priority}></vitrine-picture>`
}
