import { formatRoute, parseRoute } from '../../routing/route.ts'
import type { Shop } from '../shop.ts'

export const href = formatRoute

/**
 * Listens for all links of the portal at once. Plain clicks stay in the portal; those that ask for a new tab or window
 * are the browser's, as are links that lead elsewhere.
 */
export function follow(shop: Shop) {
  return (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')
    const route = link && parseRoute(link.getAttribute('href') ?? '')
    if (!route || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    shop.go(route, { focus: link.dataset.focus })
  }
}
