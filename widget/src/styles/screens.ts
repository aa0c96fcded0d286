import { css } from './css.ts'

export const screenStyles = css`
  .hero {
    display: grid;
    gap: clamp(1.75em, 5cqi, 4.5em);
    align-items: center;
  }
  .hero-text {
    display: grid;
    gap: 1.1em;
  }
  .hero-text h1 {
    font-size: clamp(2.1em, 1.4em + 3.4cqi, 4em);
    letter-spacing: -0.03em;
    line-height: 1.05;
  }
  .hero-text .button {
    margin-block-start: 0.4em;
  }
  .hero-caption {
    display: flex;
    align-items: center;
    gap: 0.4em;
    padding-block-start: 0.85em;
    font-size: 0.9375em;
    font-weight: 500;
  }
  .hero-caption .icon {
    inline-size: 1.1em;
    transition: transform 0.3s var(--v-ease);
  }
  .hero-caption .icon:dir(rtl) {
    scale: -1 1;
  }
  .hero-picture:hover .icon {
    transform: translateX(0.2em);
  }
  .block {
    margin-block-start: clamp(3.25em, 7cqi, 6em);
  }
  .block-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.25em 1.5em;
    margin-block-end: 1.4em;
  }
  .more {
    padding-block: 0.3em;
    color: var(--v-muted);
    font-size: 0.9375em;
    text-decoration: underline;
    text-decoration-color: var(--v-line);
    text-underline-offset: 0.3em;
  }
  .more:hover {
    color: var(--v-text);
    text-decoration-color: currentColor;
  }
  .item {
    display: grid;
    gap: clamp(1.5em, 5cqi, 4.5em);
  }
  .item-picture {
    position: relative;
  }
  @container (min-width: 720px) {
    .hero {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    }
    .hero.alone {
      grid-template-columns: minmax(0, 40em);
    }
    .item {
      grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
      align-items: start;
    }
    .item-text {
      padding-block-start: clamp(0em, 3cqi, 3em);
    }
  }
  .item-text {
    display: grid;
    gap: 1.1em;
  }
  .item-text h1 {
    font-size: clamp(1.6em, 1.2em + 1.6cqi, 2.4em);
  }
  .price {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2em 0.5em;
    align-items: baseline;
  }
  .price strong {
    font-weight: 500;
    font-size: 1.1875em;
  }
  .price span {
    color: var(--v-muted);
    font-size: 0.9375em;
  }
  .description {
    color: var(--v-muted);
    white-space: pre-line;
    text-wrap: pretty;
  }
  .buy {
    display: grid;
    gap: 1.1em;
    justify-items: start;
  }
  .buy > .button {
    min-inline-size: min(100%, 22em);
  }
  .in-cart {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    min-block-size: 1.9em;
    font-size: 0.9375em;
  }
  .in-cart .icon {
    color: var(--v-ink);
  }
  .facts {
    display: grid;
    gap: 0.9em;
    padding-block-start: 1.4em;
    border-block-start: 1px solid var(--v-line);
    font-size: 0.9375em;
  }
  .facts li {
    display: flex;
    gap: 0.75em;
  }
  .facts .icon {
    margin-block-start: 0.1em;
    color: var(--v-ink);
  }
  .zoom-button {
    position: absolute;
    inset: 0;
    padding: 0;
    border: 0;
    background: none;
    cursor: zoom-in;
    border-radius: var(--v-radius);
  }
  .zoom-button .icon-button {
    position: absolute;
    inset-block-end: 0.75em;
    inset-inline-end: 0.75em;
    background: var(--v-bg);
    opacity: 0.92;
  }
  .picture-note {
    position: absolute;
    inset-block-start: 0.85em;
    inset-inline-start: 0.85em;
    max-inline-size: calc(100% - 1.7em);
    padding: 0.3em 0.9em;
    border-radius: 99px;
    background: var(--v-bg);
    font-size: 0.8125em;
    pointer-events: none;
  }
  .notice {
    display: grid;
    justify-items: center;
    gap: 1.1em;
    max-inline-size: 32em;
    margin: clamp(2em, 8cqi, 6em) auto;
    text-align: center;
    color: var(--v-muted);
    text-wrap: pretty;
  }
  .notice-title {
    color: var(--v-text);
    font-size: 1.6em;
  }
  .notice details {
    font-size: 0.875em;
  }
  .notice summary {
    padding: 0.4em;
  }
`
