import { css } from '../styles/css.ts'

export const styles = css`
  .cart,
  .request {
    display: grid;
    gap: clamp(2em, 5cqi, 4em);
    align-items: start;
  }
  .request {
    grid-template-columns: minmax(0, 1fr);
  }
  @container (min-width: 860px) {
    .cart,
    .request {
      grid-template-columns: minmax(0, 1fr) minmax(17em, 22em);
    }
    .summary {
      position: sticky;
      inset-block-start: calc(var(--vitrine-sticky-offset, 0px) + 5.5em);
    }
  }
  .link {
    padding: 0.35em 0;
    border: 0;
    background: none;
    color: var(--v-muted);
    font-size: 0.875em;
    text-decoration: underline;
    text-decoration-color: var(--v-line);
    text-underline-offset: 0.3em;
  }
  .link:hover {
    color: var(--v-text);
    text-decoration-color: currentColor;
  }
  .lines {
    border-block-start: 1px solid var(--v-line);
    margin-block-end: 1em;
  }
  .line {
    display: grid;
    grid-template-columns: 5.5em minmax(0, 1fr);
    gap: 0.75em 1.25em;
    padding-block: 1.25em;
    border-block-end: 1px solid var(--v-line);
  }
  .line > :first-child {
    grid-row: span 2;
  }
  .line-name {
    font: inherit;
    font-weight: 500;
    letter-spacing: 0;
    line-height: 1.4;
  }
  .line-name a:hover {
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  .line-amount {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1.25em;
    font-size: 0.9375em;
  }
  .line-total {
    font-weight: 500;
    white-space: nowrap;
  }
  @container (min-width: 600px) {
    .line {
      grid-template-columns: 7em minmax(0, 1fr) auto;
    }
    .line > :first-child {
      grid-row: auto;
    }
    .line-amount {
      grid-column: auto;
      display: grid;
      justify-items: end;
      align-content: start;
    }
  }
  .inside {
    margin-block-start: 0.4em;
    color: var(--v-muted);
    font-size: 0.875em;
  }
  .inside summary {
    padding-block: 0.25em;
  }
  .inside ul {
    padding-inline-start: 1.1em;
  }
  .summary {
    display: grid;
    gap: 1em;
    padding: clamp(1.25em, 3cqi, 1.75em);
    border-radius: var(--v-radius);
    background: var(--v-tile);
  }
  .summary h2 {
    font-size: 1.0625em;
    letter-spacing: 0;
  }
  .summary-total {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0.25em 1em;
  }
  .summary-total strong {
    font-weight: 600;
    font-size: 1.125em;
  }
  .summary .more {
    justify-self: center;
    text-decoration-color: var(--v-control);
  }
  .recap li {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding-block: 0.4em;
    font-size: 0.9375em;
  }
  .recap li span:last-child {
    color: var(--v-muted);
    white-space: nowrap;
  }
  .undo {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1em;
    color: var(--v-muted);
    font-size: 0.9375em;
  }
  .undo:not(:empty) {
    margin-block-end: 1em;
  }
  .undo .link {
    color: var(--v-text);
    font-size: 1em;
  }
  .form {
    display: grid;
    gap: 1.6em;
    max-inline-size: 40em;
  }
  .form h1 {
    font-size: clamp(1.6em, 1.2em + 1.6cqi, 2.2em);
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.5em;
    color: var(--v-muted);
    font-size: 0.8125em;
  }
  .steps li {
    padding-block-start: 0.7em;
    border-block-start: 2px solid var(--v-line);
  }
  .steps .reached {
    border-color: var(--v-ink);
  }
  .steps [aria-current] {
    color: var(--v-text);
    font-weight: 500;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0 1em;
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .fields > * {
    grid-column: 1 / -1;
  }
  @container (min-width: 480px) {
    .fields > .half {
      grid-column: auto;
    }
  }
  legend {
    padding: 1.25em 0 0.9em;
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.35em;
    align-content: start;
  }
  .field label {
    font-size: 0.9375em;
    font-weight: 500;
  }
  .optional {
    color: var(--v-muted);
    font-weight: 400;
  }
  .field input,
  .field select,
  .field textarea {
    inline-size: 100%;
    min-block-size: 3em;
    padding: 0.6em 0.9em;
    border: 1px solid var(--v-control);
    border-radius: min(var(--v-radius), 0.75em);
    background: var(--v-bg);
    color: inherit;
    font: inherit;
  }
  .field textarea {
    resize: vertical;
  }
  .field input:focus-visible,
  .field select:focus-visible,
  .field textarea:focus-visible {
    outline-offset: -1px;
  }
  .field [aria-invalid] {
    border-color: var(--v-wrong);
  }
  .field-error {
    color: var(--v-wrong);
    font-size: 0.875em;
  }
  /* Kept free, so that what is said there moves nothing. */
  .field > .field-error {
    min-block-size: 2.4em;
    padding-block-end: 0.8em;
  }
  .error-summary {
    display: grid;
    gap: 0.5em;
    padding: 1em 1.25em;
    border: 1px solid var(--v-wrong);
    border-radius: var(--v-radius);
    /* Clear of the header, which stays. */
    scroll-margin-block: 9em 1em;
  }
  .error-summary h2 {
    font-size: 1.0625em;
    letter-spacing: 0;
  }
  .error-summary a {
    display: inline-block;
    padding-block: 0.15em;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .mended {
    text-decoration: line-through;
    color: var(--v-muted);
  }
  .tick {
    display: flex;
    gap: 0.75em;
    align-items: center;
    padding-block: 0.5em;
  }
  .tick input {
    margin: 0;
    inline-size: 1.35em;
    block-size: 1.35em;
    accent-color: var(--v-ink);
  }
  .form-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 1.75em;
  }
  .form-end .button {
    min-inline-size: 12em;
  }
  .confirmation {
    display: grid;
    gap: 1.1em;
    max-inline-size: 36em;
    margin: clamp(1em, 5cqi, 4em) auto;
  }
  .confirmation-mark {
    display: grid;
    place-items: center;
    inline-size: 3.5em;
    block-size: 3.5em;
    border-radius: 50%;
    background: var(--v-fill);
    color: var(--v-on-fill);
  }
  .confirmation-mark .icon {
    inline-size: 1.75em;
    block-size: 1.75em;
  }
  .confirmation h2 {
    margin-block-start: 0.75em;
    font-size: 1.125em;
    letter-spacing: 0;
  }
  .next {
    display: grid;
    gap: 0.6em;
    padding-inline-start: 1.4em;
    list-style: decimal;
    color: var(--v-muted);
  }
  .zoom {
    inset: 0;
    margin: 0;
    padding: 0;
    border: 0;
    inline-size: 100vw;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    overflow: hidden;
    background: var(--v-bg);
    color: var(--v-text);
  }
  .zoom-bar {
    position: absolute;
    z-index: 1;
    inset-block-start: 0.75em;
    inset-inline-end: 0.75em;
    display: flex;
    gap: 0.5em;
  }
  .zoom-bar .icon-button {
    background: var(--v-tile);
  }
  .zoom-area {
    display: grid;
    block-size: 100%;
    overflow: auto;
  }
  .zoom-area:focus-visible {
    outline-offset: -3px;
  }
  .zoom-area img {
    margin: auto;
    max-inline-size: 100%;
    max-block-size: 100dvh;
    inline-size: auto;
    block-size: auto;
    cursor: zoom-in;
  }
  .zoom-area.full img {
    max-inline-size: none;
    max-block-size: none;
    min-inline-size: max(150vmin, 100%);
    cursor: zoom-out;
  }
`
