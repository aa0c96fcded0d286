import type { ProblemCode } from '../api/problem.ts'
import type { OrderCreate, OrderReceipt } from '../api/types.ts'
import type { CartLine } from '../cart/cart.ts'
import type { Route } from '../routing/route.ts'

/** What the portal tells its host page. All bubble and leave the shadow tree. */
export interface VitrineEvents {
  /** The portal is on screen for the first time. */
  'vitrine:ready': { portal: string; name: string; locale: string }
  /** Another screen is shown. */
  'vitrine:navigate': Route
  /** The cart is another than before, also where another tab changed it. */
  'vitrine:cart-change': { lines: readonly CartLine[] }
  /** A quote request is about to be sent; `preventDefault()` keeps it from being sent. */
  'vitrine:order-submit': { order: OrderCreate }
  /** A quote request has arrived. */
  'vitrine:order-created': { order: OrderReceipt }
  /** Something could not be loaded. `network` also stands for an origin the key does not allow. */
  'vitrine:error': { code: ProblemCode; message: string; status: number; requestId?: string | undefined }
}

declare global {
  interface HTMLElementEventMap extends EventsOf<VitrineEvents> {}
}

type EventsOf<Details> = { [Name in keyof Details]: CustomEvent<Details[Name]> }

export function emit<Name extends keyof VitrineEvents>(
  target: EventTarget,
  name: Name,
  detail: VitrineEvents[Name],
): boolean {
  const cancelable = name === 'vitrine:order-submit'
  return target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }))
}
