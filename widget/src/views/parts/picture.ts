import { html } from 'lit-html'
import type { Item } from '../../api/types.ts'

/**
 * An item's picture; `eager` above the fold, with `priority` before all others. Its name always stands beside it: a
 * text that says no more than that would be read out twice.
 */
export function picture({ name, alt, ...item }: Item, eager: boolean, priority: boolean) {
  return html`<vitrine-picture part="picture" .images=${item.images} .placeholder=${item.placeholder} .alt=${alt === name ? '' : alt}
    .eager=${eager} .priority=${priority}></vitrine-picture>`
}
