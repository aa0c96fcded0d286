import { css } from './css.ts'

export const controlStyles = css`
  .tools {
    display: grid;
    gap: 1em;
    margin-block-end: 1.75em;
  }
  vitrine-search-field {
    display: block;
    max-inline-size: 34em;
    min-block-size: 3em;
  }
  .search {
    position: relative;
  }
  .search .icon {
    position: absolute;
    inset-inline-start: 1em;
    inset-block-start: calc(50% - 10px);
    color: var(--v-muted);
    pointer-events: none;
  }
  .search input {
    appearance: none;
    inline-size: 100%;
    min-block-size: 3em;
    padding-block: 0.5em;
    padding-inline: 3em 1.25em;
    border: 1px solid transparent;
    border-radius: var(--v-pill);
    background: var(--v-tile);
  }
  .search input::placeholder {
    color: var(--v-muted);
    opacity: 1;
  }
  .search input:hover {
    border-color: var(--v-control);
  }
  .search input:focus-visible {
    outline-offset: 0;
  }
  .chips {
    display: flex;
    gap: 0.5em;
    overflow-x: auto;
    scrollbar-width: none;
    margin-inline: calc(-1 * var(--v-gutter));
    padding: 4px var(--v-gutter);
  }
  .chip {
    flex: none;
    min-block-size: 2.4em;
    padding: 0.25em 1.1em;
    border: 1px solid var(--v-line);
    border-radius: var(--v-pill);
    background: transparent;
    font-size: 0.9375em;
  }
  .chip:hover {
    border-color: var(--v-text);
  }
  .chip[aria-pressed='true'] {
    background: var(--v-text);
    border-color: var(--v-text);
    color: var(--v-bg);
  }
  .chip:focus-visible {
    outline-offset: 1px;
  }
  @container (min-width: 640px) {
    .chips {
      flex-wrap: wrap;
    }
  }
  .tools-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1.5em;
    min-block-size: 2.5em;
    color: var(--v-muted);
    font-size: 0.9375em;
  }
  /* Beside the count there is no room for it on a phone; the field still has its name. */
  @container (max-width: 479px) {
    .sort span {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  /* Room for the count before it is known. */
  .count {
    flex: 1 1 10em;
    min-block-size: 1.55em;
  }
  .sort {
    display: flex;
    align-items: center;
    gap: 0.5em;
    margin-inline-start: auto;
  }
  .sort select {
    appearance: none;
    field-sizing: content;
    min-block-size: 2.4em;
    margin-inline-end: -1.6em;
    padding-block: 0.25em;
    padding-inline: 0.25em 1.8em;
    border: 0;
    background: transparent;
    color: var(--v-text);
  }
  .sort .icon {
    pointer-events: none;
  }
  .quantity {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 1.25em;
  }
  .stepper {
    display: inline-flex;
    border: 1px solid var(--v-control);
    border-radius: var(--v-pill);
  }
  .stepper input {
    appearance: textfield;
    inline-size: 3.5em;
    padding: 0;
    border: 0;
    background: none;
    text-align: center;
  }
  .stepper input::-webkit-inner-spin-button {
    appearance: none;
  }
  .stepper [aria-disabled='true'] {
    color: var(--v-control);
    cursor: default;
  }
  .total {
    color: var(--v-muted);
    font-size: 0.9375em;
  }
`
