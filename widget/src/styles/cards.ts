import { css } from './css.ts'

export const cardStyles = css`
  vitrine-picture,
  .picture-room {
    display: block;
    position: relative;
    aspect-ratio: 1;
    overflow: hidden;
    border-radius: var(--v-radius);
    background: var(--v-tile);
    isolation: isolate;
  }
  vitrine-picture .icon {
    position: absolute;
    inset: 40%;
    inline-size: 20%;
    block-size: 20%;
    stroke-width: 1;
    color: var(--v-control);
  }
  vitrine-picture img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: var(--vitrine-picture-fit, cover);
    opacity: 0;
    transition:
      opacity 0.5s ease,
      transform 0.7s var(--v-ease);
  }
  vitrine-picture img.shown {
    opacity: 1;
  }
  vitrine-picture img.top {
    z-index: 1;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: clamp(1.5em, 3cqi, 2.75em) clamp(0.75em, 2cqi, 1.75em);
  }
  .grid.shelf {
    grid-template-columns: none;
    grid-auto-flow: column;
    grid-auto-columns: min(78%, 20em);
    overflow-x: auto;
    scroll-snap-type: inline mandatory;
    scroll-padding-inline: var(--v-gutter);
    scrollbar-width: none;
    margin-inline: calc(-1 * var(--v-gutter));
    padding: 5px var(--v-gutter);
  }
  .shelf .card {
    scroll-snap-align: start;
  }
  @container (min-width: 720px) {
    .grid,
    .grid.shelf {
      grid-auto-flow: row;
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  /* Two and four fill their rows; a lonely one on a last row looks left over. */
  @container (min-width: 720px) {
    .grid.large:has(> :nth-child(2):last-child),
    .grid.large:has(> :nth-child(4):last-child) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 960px) {
    .grid,
    .grid.large:has(> :nth-child(4):last-child) {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .grid.large {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  .card {
    position: relative;
    min-inline-size: 0;
  }
  .card-text {
    display: grid;
    gap: 0.15em;
    padding-block-start: 0.85em;
  }
  .card-name {
    font: inherit;
    font-weight: 500;
    font-size: 0.9375em;
    line-height: 1.4;
    letter-spacing: 0;
    text-wrap: pretty;
  }
  .large .card-name {
    font-size: 1.0625em;
  }
  .card-fact {
    color: var(--v-muted);
    font-size: 0.875em;
  }
  .clamp {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .card a::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--v-radius);
  }
  .card a:focus-visible {
    outline: none;
  }
  .card a:focus-visible::after {
    outline: 2px solid var(--v-ink);
    outline-offset: 4px;
  }
  .card a {
    text-decoration: underline transparent;
    text-underline-offset: 0.25em;
    text-decoration-thickness: 1px;
  }
  @media (hover: hover) {
    .card:hover a {
      text-decoration-color: currentColor;
    }
    .card:hover vitrine-picture img {
      transform: scale(1.025);
    }
  }
  .results {
    transition: opacity 0.2s;
  }
  .stale {
    opacity: 0.45;
  }
  .more-row {
    display: flex;
    justify-content: center;
    margin-block-start: 3em;
  }
  .bone {
    display: block;
    block-size: 0.8em;
    margin-block: 0.35em;
    inline-size: 80%;
    border-radius: 4px;
    background: var(--v-tile);
  }
  .bone.short {
    inline-size: 40%;
  }
  .hero-text .bone.title {
    font-size: 3em;
  }
  .bone.title {
    block-size: 1em;
    margin-block: 0.08em;
    inline-size: min(100%, 9em);
  }
  .skeleton,
  .hero-text .bone {
    animation: breathe 2s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.55;
    }
  }
`
