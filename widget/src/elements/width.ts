type Listener = (width: number) => void

/**
 * One observer for all pictures: their widths come in one batch after layout, where measuring one by one would lay
 * the page out anew for each. `sizes` can then be exact in any container, which media queries cannot know.
 */
const listeners = new Map<Element, Listener>()
let observer: ResizeObserver | undefined

export function observeWidth(element: Element, listener: Listener): void {
  observer ??= new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) listeners.get(target)?.(Math.ceil(contentRect.width))
  })
  listeners.set(element, listener)
  observer.observe(element)
}

export function unobserveWidth(element: Element): void {
  listeners.delete(element)
  observer?.unobserve(element)
}
