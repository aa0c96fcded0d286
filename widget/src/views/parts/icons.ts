import { html, svg } from 'lit-html'

const shapes = {
  search: svg`<circle cx="10.5" cy="10.5" r="6.5" /><path d="m15.5 15.5 5 5" />`,
  cart: svg`<path d="M5.5 8h13l1 12h-15zM9 8V7a3 3 0 0 1 6 0v1" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  minus: svg`<path d="M5 12h14" />`,
  expand: svg`<path d="M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7" />`,
  arrow: svg`<path d="M5 12h14m-6-6 6 6-6 6" />`,
  chevron: svg`<path d="m7 10 5 5 5-5" />`,
  box: svg`<path d="M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8" />`,
  clock: svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" />`,
}

export type IconName = keyof typeof shapes

/** Always beside words, or in a control that has a label: never read out. */
export function icon(name: IconName) {
  return html`<svg class="icon icon-${name}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    ${shapes[name]}
  </svg>`
}
