import type { Arrival } from '../routing/navigator.ts'
import type { VitrineElement } from './element.ts'

interface Options {
  arrival: Arrival
  /** The address of the screen left. */
  from: string
  focus: string | undefined
}

/**
 * Puts focus and scroll where a person expects them: at the heading of a new screen; on coming back, at the link
 * they had left through, as far down as they were.
 */
export async function arrive(portal: VitrineElement, { arrival, from, focus }: Options): Promise<void> {
  await portal.updateComplete
  const root = portal.renderRoot
  if (arrival.traversed && arrival.scrollY !== undefined) {
    const left = root.querySelector<HTMLElement>(`.screen a[href="${CSS.escape(from)}"]`)
    ;(left ?? heading(root))?.focus({ preventScroll: true })
    window.scrollTo(0, arrival.scrollY)
    return
  }
  if (portal.getBoundingClientRect().top < 0) portal.scrollIntoView({ block: 'start', behavior: 'instant' })
  const search = focus === 'search' ? root.querySelector<HTMLElement>('vitrine-search-field') : null
  ;(search ?? heading(root))?.focus({ preventScroll: true })
}

function heading(root: ParentNode): HTMLElement | null {
  return root.querySelector<HTMLElement>('h1')
}
