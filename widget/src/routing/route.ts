/** Where in the portal a visitor is, and how that is written in an address. */
export const views = [
  'home',
  'packs',
  'pack',
  'collections',
  'collection',
  'catalogue',
  'product',
  'cart',
  'quote',
  'confirmation',
] as const
export type View = (typeof views)[number]

export interface Route {
  view: View
  /** Id or slug, on the screens of one item; the step of a quote request. */
  id?: string | undefined
  q?: string | undefined
  collection?: string | undefined
  sort?: string | undefined
}

const folders: Partial<Record<View, string>> = {
  pack: 'packs',
  collection: 'collections',
  product: 'products',
  quote: 'quote',
}
const filters = ['q', 'collection', 'sort'] as const

export function formatRoute(route: Route): string {
  if (route.view === 'home') return '#/'
  const folder = folders[route.view]
  if (folder) return `#/${folder}/${encodeURIComponent(route.id ?? '')}`
  const search = new URLSearchParams()
  for (const name of filters) if (route[name]) search.set(name, route[name])
  return `#/${route.view}${search.size > 0 ? `?${search}` : ''}`
}

/** A fragment that is not ours (`#contact`) gives undefined: the host page may have anchors of its own. */
export function parseRoute(hash: string): Route | undefined {
  if (!hash.startsWith('#/')) return undefined
  const [path = '', search] = hash.slice(2).split('?')
  const [folder = '', rawId] = path.split('/')
  const id = decode(rawId)
  const single = (Object.keys(folders) as View[]).find((view) => folders[view] === folder)
  if (single && (id || single === 'quote')) return routeOf(single, id)
  const view = views.find((name) => name === folder && !folders[name])
  if (!view) return { view: 'home' }
  const given = new URLSearchParams(search)
  return {
    view,
    ...Object.fromEntries(filters.flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : []))),
  }
}

/** The `view` attribute: `catalogue`, or `product/mug` for a screen of one item. */
export function routeOf(view: string | null | undefined, id?: string): Route {
  const [name, inner] = (view ?? '').split('/')
  const known = views.find((one) => one === name)
  if (!known) return { view: 'home' }
  const item = id ?? inner ?? (known === 'quote' ? 'information' : undefined)
  return folders[known] ? (item ? { view: known, id: item } : { view: 'catalogue' }) : { view: known }
}

function decode(text: string | undefined): string | undefined {
  try {
    return text ? decodeURIComponent(text) : undefined
  } catch {
    return undefined
  }
}
