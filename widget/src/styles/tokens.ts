import { css } from './css.ts'

/**
 * `--vitrine-*` are the host's to set (README); `--v-*` are ours. light-dark() follows the used color-scheme, which
 * inherits from the page unless the `theme` attribute says otherwise. Sizes are in em of the portal's font size, so
 * that one property scales everything, whatever the page's root size; font sizes are set on leaves only.
 */
export const tokens = css`
  :host {
    display: block;
    min-block-size: var(--vitrine-min-height, 40rem);
    scroll-margin-block-start: var(--vitrine-sticky-offset, 0px);
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  .portal {
    --v-bg: var(--vitrine-background, light-dark(#ffffff, #151514));
    --v-tile: var(--vitrine-tile, light-dark(#f5f4f2, #21201f));
    --v-text: var(--vitrine-text, light-dark(#1c1b1a, #f3f1ee));
    --v-muted: var(--vitrine-muted, light-dark(#66635e, #aaa69f));
    --v-line: var(--vitrine-line, light-dark(#e6e3de, #33312f));
    --v-control: light-dark(#8a867f, #7d7972);
    --v-fill: var(--vitrine-accent, var(--v-tenant-fill, light-dark(#1c1b1a, #f3f1ee)));
    --v-on-fill: var(--vitrine-on-accent, var(--v-tenant-on-fill, light-dark(#ffffff, #151514)));
    --v-ink: var(--vitrine-accent-text, var(--v-tenant-ink, light-dark(#1c1b1a, #f3f1ee)));
    --v-wrong: light-dark(#b3261e, #ff9d94);
    --v-pill: var(--vitrine-button-radius, 999px);
    --v-radius: var(--vitrine-radius, 10px);
    --v-gutter: clamp(16px, 4cqi, 48px);
    --v-width: var(--vitrine-max-width, 80rem);
    --v-side: max(var(--v-gutter), (100cqi - var(--v-width)) / 2 + var(--v-gutter));
    --v-ease: cubic-bezier(0.2, 0, 0, 1);
  }
`
