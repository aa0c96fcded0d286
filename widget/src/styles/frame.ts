import { css } from './css.ts'

export const frameStyles = css`
  .header {
    position: sticky;
    inset-block-start: var(--vitrine-sticky-offset, 0px);
    z-index: 2;
    background: var(--v-bg);
    border-block-end: 1px solid var(--v-line);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    column-gap: 1.5em;
    padding-inline: var(--v-side);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    block-size: 3.75em;
  }
  .brand .bone {
    inline-size: 6em;
  }
  .logo {
    display: block;
    object-fit: contain;
  }
  .plate-light {
    background: light-dark(#1c1b1a, transparent);
  }
  .plate-dark {
    background: light-dark(transparent, #fff);
  }
  .plate-light,
  .plate-dark {
    box-sizing: content-box;
    padding: 4px 8px;
    border-radius: 6px;
  }
  .wordmark {
    font-weight: 600;
    font-size: 1.125em;
    letter-spacing: -0.01em;
  }
  .nav {
    order: 3;
    flex: 1 0 100%;
    display: flex;
    gap: 1.5em;
    overflow-x: auto;
    scrollbar-width: none;
    margin-inline: calc(-1 * var(--v-gutter));
    padding-inline: var(--v-gutter);
  }
  .nav a {
    position: relative;
    flex: none;
    padding-block: 0.55em 0.8em;
    font-size: 0.9375em;
    color: var(--v-muted);
  }
  .nav a:hover,
  .nav a[aria-current] {
    color: var(--v-text);
  }
  .nav a[aria-current]::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    border-block-end: 2px solid var(--v-ink);
  }
  .nav a:focus-visible {
    outline-offset: -2px;
  }
  .tools-links {
    display: flex;
    margin-inline-end: -0.8em;
  }
  .tools-links a {
    position: relative;
  }
  .badge {
    position: absolute;
    inset-block-start: 0.1em;
    inset-inline-start: 55%;
    min-inline-size: 1.65em;
    padding-inline: 0.45em;
    border-radius: 1em;
    background: var(--v-fill);
    color: var(--v-on-fill);
    font-size: 0.6875em;
    font-weight: 600;
    line-height: 1.65;
    text-align: center;
  }
  @container (min-width: 640px) {
    .nav {
      order: 0;
      flex: 0 1 auto;
      margin-inline: auto 0;
      padding-inline: 0;
    }
    .nav a {
      padding-block: 1.2em;
    }
    .nav a[aria-current]::after {
      inset-block-end: -1px;
    }
  }
  .screen {
    flex: 1 0 auto;
    inline-size: 100%;
    max-inline-size: var(--v-width);
    margin-inline: auto;
    padding: clamp(1.5em, 4cqi, 3.5em) var(--v-gutter) clamp(3em, 7cqi, 6em);
    /* The footer starts below the fold, so that what comes into the screen never pushes it about. */
    min-block-size: calc(100svh - 3.75em);
  }
  .quote-room {
    min-block-size: 100svh;
  }
  .title {
    display: grid;
    gap: 0.6em;
    margin-block-end: clamp(1.5em, 3cqi, 2.5em);
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em 2em;
    justify-content: space-between;
    padding: 2em var(--v-side);
    border-block-start: 1px solid var(--v-line);
    color: var(--v-muted);
    font-size: 0.8125em;
  }
  .footer a {
    color: var(--v-text);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-decoration-color: var(--v-control);
  }
  .breadcrumb ol {
    display: flex;
    flex-wrap: wrap;
    margin-block-end: 1.25em;
    color: var(--v-muted);
    font-size: 0.875em;
  }
  .breadcrumb a {
    display: inline-block;
    padding-block: 0.35em;
  }
  .breadcrumb a:hover {
    color: var(--v-text);
  }
  .breadcrumb li + li::before {
    content: '/';
    margin-inline: 0.6em;
    color: var(--v-control);
  }
  .progress {
    position: sticky;
    inset-block-end: 1em;
    z-index: 2;
    block-size: 0;
    pointer-events: none;
    display: flex;
    justify-content: center;
    align-items: end;
    padding-inline: 1em;
  }
  .progress-card {
    position: relative;
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding: 0.7em 1.2em 0.85em;
    overflow: hidden;
    border-radius: 10px;
    background: var(--v-bg);
    box-shadow:
      0 0 0 1px var(--v-line),
      0 8px 30px rgb(0 0 0 / 0.12);
    font-size: 0.8125em;
    animation: rise 0.5s var(--v-ease);
  }
  .progress-count {
    min-inline-size: 5.5em;
    text-align: end;
    color: var(--v-muted);
  }
  progress {
    appearance: none;
    position: absolute;
    inset: auto 0 0 0;
    inline-size: 100%;
    block-size: 3px;
    border: 0;
    background: var(--v-line);
    color: var(--v-ink);
  }
  progress::-webkit-progress-bar {
    background: var(--v-line);
  }
  progress::-webkit-progress-value {
    background: var(--v-ink);
    transition: inline-size 0.6s var(--v-ease);
  }
  progress::-moz-progress-bar {
    background: var(--v-ink);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(0.75em);
    }
  }
`
