import { formatRoute, parseRoute, type Route } from '../../routing/route.ts'
import type { GoOptions } from '../shop.ts'

export const href = formatRoute

/**
 * Listens for all links of an element at once. Plain clicks stay in the portal; those that ask for a new tab or window
 * are the browser's, as are links that lead elsewhere, or where `go` answers that there is no portal to go to.
 */
export function follow(go: (route: Route, options: GoOptions) => unknown) {
  return (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')
    const route = link && parseRoute(link.hash)
    if (!route || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (go(route, { focus: link.dataset.focus }) !== false) event.preventDefault()
  }
}
