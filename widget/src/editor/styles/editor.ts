import { css } from '../../styles/css.ts'

export const editorStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    color-scheme: light dark;
    font: var(--vitrine-font-size, 0.9375rem) / 1.45 var(--vitrine-font-family, system-ui, sans-serif);
    color: var(--text);
    --bg: var(--vitrine-background, light-dark(#ffffff, #161616));
    --tile: var(--vitrine-tile, light-dark(#f5f4f2, #232220));
    --text: var(--vitrine-text, light-dark(#1c1b1a, #f3f1ee));
    --muted: var(--vitrine-muted, light-dark(#5f5c57, #b1ada6));
    --line: var(--vitrine-line, light-dark(#dedad4, #3a3835));
    --control: light-dark(#86827b, #84807a);
    --accent: var(--vitrine-accent, light-dark(#1d4ed8, #8ab0ff));
    --on-accent: var(--vitrine-on-accent, light-dark(#ffffff, #10203f));
    --bad: light-dark(#b3261e, #ffb4ab);
    --warn: light-dark(#7a5200, #f2c063);
    --good: light-dark(#146c2e, #7fd896);
    --radius: var(--vitrine-radius, 8px);
  }
  :host([hidden]) { display: none; }
  :host([theme='light']) { color-scheme: light; }
  :host([theme='dark']) { color-scheme: dark; }
  * { box-sizing: border-box; }
  .editor { background: var(--bg); padding: 1rem; border: 1px solid var(--line); border-radius: var(--radius); }
  h2, p, ol, ul, figure { margin: 0; padding: 0; }
  h2 { font-size: 1rem; }
  small, .status, .measure, figcaption { color: var(--muted); font-size: 0.875em; }
  .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .bar { display: flex; flex-wrap: wrap; align-items: end; gap: 0.6rem; margin-block-end: 1rem; }
  .pick { display: grid; gap: 0.2rem; flex: 1 1 11rem; min-inline-size: 0; }
  .pick span, .field > span:first-child { color: var(--muted); font-size: 0.8125em; }
  .status { margin-inline-start: auto; align-self: center; }
  .bar .button { flex: 1 0 auto; }
  select, input { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--control);
    border-radius: calc(var(--radius) - 2px); min-block-size: 2.25rem; padding: 0.25rem 0.5rem; inline-size: 100%; min-inline-size: 0; }
  .button { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--control);
    border-radius: var(--radius); min-block-size: 2.25rem; padding: 0.25rem 0.9rem; cursor: pointer; }
  .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .button:disabled, .tool:disabled { opacity: 0.45; cursor: default; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .table { display: grid; gap: 1.25rem; }
  .pictures { display: grid; gap: 1rem; align-content: start; }
  .stage { position: relative; aspect-ratio: 1; background: var(--tile); border-radius: var(--radius); overflow: hidden; }
  .stage canvas, .stage svg { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; display: block; }
  .stage svg { touch-action: none; user-select: none; }
  .layer { cursor: move; outline: none; }
  .layer .box { fill: transparent; stroke: #ffffff; stroke-width: 0.55; vector-effect: none; }
  .layer .print { fill: transparent; stroke: #1d4ed8; stroke-width: 0.25; stroke-dasharray: 0.8 0.8; pointer-events: none; }
  .layer.selected .box { stroke: #1d4ed8; stroke-width: 0.45; }
  .layer:focus-visible .box { stroke-width: 1; }
  .stem { stroke: #1d4ed8; stroke-width: 0.3; pointer-events: none; }
  .guide { stroke: #d5006d; stroke-width: 0.3; pointer-events: none; }
  .handle { cursor: grab; outline: none; }
  .reach { fill: transparent; }
  .dot { fill: #ffffff; stroke: #1d4ed8; stroke-width: 0.5; }
  .knob { fill: #1d4ed8; stroke: #ffffff; }
  .handle:focus-visible .reach { fill: rgb(29 78 216 / 0.25); stroke: #1d4ed8; stroke-width: 0.5; }
  .results { display: grid; gap: 0.6rem; align-content: start; }
  figure { max-inline-size: 17rem; }
  figure img, .waiting { display: grid; inline-size: 100%; block-size: auto; border-radius: var(--radius); background: var(--tile); }
  .waiting { place-items: center; text-align: center; padding: 1rem; color: var(--muted); }
  figcaption { margin-block-start: 0.35rem; }
  b.good { color: var(--good); } b.fair { color: var(--warn); } b.poor { color: var(--bad); }
  .panel { display: grid; gap: 0.75rem; align-content: start; }
  .panel header { display: grid; }
  .layers { list-style: none; display: grid; gap: 0.25rem; }
  .layers li { display: flex; gap: 0.25rem; border: 1px solid var(--line); border-radius: var(--radius); padding: 0.2rem; }
  .layers li.selected { border-color: var(--accent); }
  .name { flex: 1; text-align: start; font: inherit; color: inherit; background: none; border: 0; border-radius: 4px; cursor: pointer; padding: 0.25rem 0.5rem; }
  .flag { display: inline-block; margin-inline-start: 0.5em; color: var(--warn); font-weight: 700; }
  .tool { inline-size: 2rem; min-block-size: 2rem; font: inherit; color: inherit; background: none; border: 0; border-radius: 4px; cursor: pointer; }
  .tool svg { inline-size: 1rem; block-size: 1rem; display: block; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  .tool:hover:not(:disabled), .name:hover { background: var(--tile); }
  .fields { border: 1px solid var(--line); border-radius: var(--radius); padding: 0.75rem; margin: 0; min-inline-size: 0;
    display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.6rem; }
  legend { font-weight: 600; padding-inline: 0.3rem; }
  .field { display: grid; gap: 0.15rem; align-content: end; }
  .pair { grid-column: 1 / -1; display: grid; grid-template-columns: subgrid; gap: 0.6rem; }
  .number { position: relative; display: block; }
  .number input { padding-inline-end: 1.6rem; }
  .number i { position: absolute; inset-inline-end: 0.55rem; inset-block-start: 0.5rem; font-style: normal; color: var(--muted); pointer-events: none; }
  input[type='number'] { appearance: textfield; }
  .findings { grid-column: 1 / -1; }
  .findings:not(:has(li)) { position: absolute; }
  .findings ul { list-style: none; display: grid; gap: 0.35rem; }
  .findings li { padding: 0.4rem 0.6rem; border-inline-start: 3px solid var(--warn); background: var(--tile); border-radius: 0 4px 4px 0; }
  .findings .problem { border-color: var(--bad); color: var(--bad); }
  .notice { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; padding: 0.75rem; margin-block-end: 1rem;
    border: 1px solid var(--bad); border-radius: var(--radius); background: var(--tile); }
  .notice.question { border-color: var(--warn); }
  .notice p { flex: 1 1 18rem; }
  .empty { padding: 4rem 1rem; text-align: center; color: var(--muted); }
  @container (min-width: 720px) {
    .bar .button { flex: none; }
    .pick { max-inline-size: 20rem; }
    .table { grid-template-columns: minmax(0, 1fr) 20rem; }
  }
  @container (min-width: 1080px) {
    .pictures { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
    figure { max-inline-size: none; }
    .waiting { aspect-ratio: 1; }
  }
`
