import { css } from './css.ts'

/** For the elements that stand outside of the portal. */
export const aloneStyles = css`
  :host {
    min-block-size: 0;
    background: none;
  }
  :host(vitrine-cart-button) {
    display: inline-block;
  }
  .portal {
    background: none;
  }
  .small {
    display: inline-block;
    container-type: normal;
  }
  .small a {
    position: relative;
  }
`
