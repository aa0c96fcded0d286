/** Registers every element of the widget. */
import './elements/cart-button-define.ts'
import './elements/portal-define.ts'
import './elements/products-define.ts'

export * from './index.ts'
