import { css } from './css.ts'

export const base = css`
  .portal {
    /* Whatever the page lets its elements inherit stays outside. */
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    container-type: inline-size;
    position: relative;
    min-block-size: inherit;
    display: flex;
    flex-direction: column;
    background: var(--v-bg);
    color: var(--v-text);
    font: 400 var(--vitrine-font-size, 1rem) / 1.55
      var(--vitrine-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    -webkit-font-smoothing: antialiased;
    overflow-wrap: break-word;
    font-variant-numeric: tabular-nums;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
    font-weight: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2 {
    font-weight: var(--vitrine-heading-weight, 600);
    font-family: var(--vitrine-heading-font-family, inherit);
    letter-spacing: -0.02em;
    line-height: 1.15;
    text-wrap: balance;
  }
  h1 {
    font-size: clamp(1.75em, 1.3em + 2cqi, 2.75em);
  }
  /* A name of one long word must not make its column wider. */
  h1,
  h2,
  h3,
  p,
  .wordmark {
    overflow-wrap: anywhere;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 1.4em;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  a,
  button,
  input {
    transition: 0.2s;
    transition-property: color, background-color, border-color, text-decoration-color, opacity;
  }
  button,
  summary,
  select {
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--v-ink);
    outline-offset: 3px;
  }
  .icon {
    display: block;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .lead {
    color: var(--v-muted);
    font-size: 1.0625em;
    max-inline-size: 38em;
    text-wrap: pretty;
  }
  .fine {
    color: var(--v-muted);
    font-size: 0.8125em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 3em;
    padding: 0.5em 1.6em;
    border: 1px solid transparent;
    border-radius: var(--v-pill);
    background: var(--v-fill);
    color: var(--v-on-fill);
    font-weight: 500;
    font-size: 0.9375em;
  }
  .button:hover {
    opacity: 0.86;
  }
  .button:active {
    opacity: 0.72;
  }
  .button.quiet {
    background: transparent;
    color: var(--v-text);
    border-color: var(--v-control);
  }
  .button.quiet:hover {
    opacity: 1;
    border-color: var(--v-text);
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    border: 0;
    border-radius: 50%;
    background: transparent;
  }
  .icon-button:focus-visible {
    outline-offset: -2px;
  }
  .icon-button:hover {
    background: var(--v-tile);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition-duration: 0.01ms !important;
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .button,
    .chip {
      border-color: ButtonText;
    }
  }
`
