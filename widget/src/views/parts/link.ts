import { formatRoute, type Route } from '../../routing/route.ts'
import type { GoOptions, Shop } from '../shop.ts'

export const href = formatRoute

/** Plain clicks stay in the portal; those that ask for a new tab or window are the browser's. */
export function follow(shop: Shop, route: Route, options?: GoOptions) {
  return (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    shop.go(route, options)
  }
}
