/** The second file: cart, quote request, confirmation; and the picture enlarged. */

import type { VitrineElement } from '../elements/element.ts'
import './zoom-define.ts'
import { addMessages } from '../i18n/translator.ts'
import type { Shop } from '../views/shop.ts'
import { cart } from './cart-view.ts'
import { confirmation } from './confirmation.ts'
import { en } from './en.ts'
import { createState, type QuoteFlow } from './flow.ts'
import { fr } from './fr.ts'
import { request } from './request.ts'
import { styles } from './styles.ts'

export { styles }

addMessages({ en, fr })

export function openFlow(shop: Shop, portal: VitrineElement, changed: () => void): QuoteFlow {
  const { slug } = shop.portal!
  const state = createState(shop, portal, `vitrine:quote:${shop.client.origin}:${slug}`, changed)
  return {
    render(now) {
      const { view } = now.route
      if (view === 'confirmation') return confirmation(now, state)
      if (view === 'quote') return request(now, state)
      return cart(now, state)
    },
    close() {},
  }
}
