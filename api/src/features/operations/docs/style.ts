/** The page's own style; its hash stands in the policy, so that nothing else can style or run. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6576; --line: #e3e7ee; --paper: #fff; --wash: #f6f8fb;
  --link: #2450c4; --get: #1d6fb8; --post: #23794a; --put: #8a5a00; --patch: #7a4bb0; --delete: #b3362f }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ef; --soft: #9aa5b6; --line: #2a3240; --paper: #12161d;
  --wash: #1a2029; --link: #8fb0ff; --get: #7cbcf2; --post: #78cf9f; --put: #e0b25c; --patch: #c3a1ef; --delete: #f2948d } }
* { box-sizing: border-box }
html { scroll-padding-top: 1.5rem; scrollbar-gutter: stable }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 system-ui, -apple-system, "Segoe UI",
  Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word }
code, pre { font: 0.875em/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace }
p code, .meaning code, .values code, td code { background: var(--wash); border-radius: 4px; padding: 0.1em 0.3em }
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem; z-index: 1 }
.layout { display: grid; grid-template-columns: 18rem minmax(0, 1fr) }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.75rem 1.25rem 3rem; border-right: 1px solid var(--line);
  font-size: 0.875rem; line-height: 1.4 }
nav strong { display: block; font-size: 1.0625rem; margin-bottom: 1rem }
nav strong a { color: inherit }
nav h2 { margin: 1.25rem 0 0.25rem; font-size: 0.75rem; letter-spacing: 0.05em; text-transform: uppercase; color: var(--soft) }
nav ul { list-style: none; margin: 0; padding: 0 }
nav li a { display: block; padding: 0.2rem 0.4rem; margin-left: -0.4rem; border-radius: 5px; color: inherit }
nav li a:hover { background: var(--wash); text-decoration: none }
main { padding: 2.5rem clamp(1.25rem, 4vw, 4rem) 6rem; max-width: 84rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 0.25rem; letter-spacing: -0.015em }
h2 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em }
h3 { font-size: 1.125rem; margin: 0 0 0.5rem }
h4 { font-size: 0.8125rem; margin: 1.5rem 0 0.25rem; color: var(--soft); font-weight: 600 }
.lead { color: var(--soft); font-size: 1.125rem; margin: 0 0 1.5rem }
.prose { max-width: 44rem }
section { margin-top: 4rem }
section > h2 { margin: 0; text-transform: capitalize }
section > p { margin: 0.25rem 0 0; color: var(--soft) }
section > h2.plain { text-transform: none }
article { padding: 2.25rem 0; border-bottom: 1px solid var(--line); display: grid; gap: 0 3rem;
  grid-template-columns: minmax(0, 1fr) minmax(0, 27rem) }
article:target h3 a { color: var(--link) }
article h3 a { color: inherit }
article > * { min-width: 0 }
.samples { align-self: start; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto }
.call { margin: 0 0 0.75rem }
.method { font-weight: 700; font-size: 0.8125rem; margin-right: 0.5em }
.GET { color: var(--get) } .POST { color: var(--post) } .PUT { color: var(--put) } .PATCH { color: var(--patch) } .DELETE { color: var(--delete) }
.who { color: var(--soft); font-size: 0.875rem }
ul.fields { list-style: none; margin: 0; padding: 0 }
ul.fields li { padding: 0.5rem 0; border-top: 1px solid var(--line) }
ul.fields ul.fields { margin: 0.5rem 0 0 0.4rem; padding-left: 1rem; border-left: 2px solid var(--line) }
ul.fields ul.fields li:first-child { border-top: 0 }
.name { font-weight: 600; margin-right: 0.4em }
.type, .bounds, .values, .required { font-size: 0.8125rem; color: var(--soft) }
.required { color: var(--put) }
.meaning { display: block }
.bounds, .values { display: block }
summary h4 { display: inline-block; margin-bottom: 0.25rem }
summary:has(h4)::after { top: 1.25rem }
summary { cursor: pointer; list-style: none; position: relative; padding-right: 1.5rem }
summary::-webkit-details-marker { display: none }
summary::after { content: "+"; position: absolute; right: 0.25rem; top: 0; color: var(--soft); font-size: 1.125rem; line-height: 1.4 }
details[open] > summary::after { content: "\\2212" }
.answer { border-top: 1px solid var(--line); padding: 0.5rem 0 }
.status { font-weight: 700; margin-right: 0.5em }
pre { margin: 0; padding: 0.875rem 1rem; background: var(--wash); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto }
.samples h4:first-child { margin-top: 0 }
table { border-collapse: collapse; width: 100%; max-width: 56rem; margin-top: 1rem }
.wide { overflow-x: auto }
th, td { text-align: left; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { font-size: 0.8125rem; color: var(--soft) }
@media (max-width: 72rem) { article { grid-template-columns: minmax(0, 1fr) } .samples { position: static; max-height: none; margin-top: 1.5rem } }
@media (max-width: 52rem) { .layout { display: block } nav { position: static; height: auto; border-right: 0;
  border-bottom: 1px solid var(--line) } nav li a { padding: 0.4rem } }
@media print { nav, .samples { display: none } .layout, article { display: block } }
`
