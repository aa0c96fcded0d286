import { html, nothing } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import { PortalProblem } from '../api/problem.ts'
import { Resource } from '../api/resource.ts'
import { allowedQuantity } from '../cart/quantity.ts'
import { VitrineElement } from '../elements/element.ts'
import { emit } from '../events/events.ts'
import { addMessages } from '../i18n/translator.ts'
import { routeTo } from '../views/parts/card.ts'
import { icon } from '../views/parts/icons.ts'
import { href } from '../views/parts/link.ts'
import { empty } from '../views/parts/notice.ts'

/**
 * What the second file takes from the first, so that neither holds it twice (two copies of lit-html could not even
 * both have their Trusted Types policy). The build puts these in the place of its imports, and fails where one is
 * missing here.
 */
export const kit = {
  html,
  nothing,
  keyed,
  PortalProblem,
  VitrineElement,
  Resource,
  allowedQuantity,
  emit,
  addMessages,
  routeTo,
  icon,
  href,
  empty,
}
