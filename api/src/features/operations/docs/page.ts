import { createHash } from 'node:crypto'
import { ERRORS } from '../../../errors.ts'
import { DOCUMENT, type DocumentedOperation, OPERATIONS, type Parameter } from './document.ts'
import { type Html, html, inline, paragraphs } from './html.ts'
import { curlSample, sdkSample, sdkSetup } from './samples.ts'
import { facts, schemaTree, typeOf } from './schema.ts'
import { STYLE } from './style.ts'

/** Nothing is fetched and nothing runs: one page, with one style that it names. */
export const DOCS_POLICY = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

/** The contract as a page to read, with samples that call this very server. */
export function docsPage(publicUrl: string): string {
  const { info, tags } = DOCUMENT
  const groups = tags
    .map((tag) => ({ ...tag, operations: OPERATIONS.filter((operation) => operation.tag === tag.name) }))
    .filter(({ operations }) => operations.length > 0)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}</title>
<style>`.text
  const body = html`
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="layout">
<nav aria-label="Operations">
<strong><a href="#content">${info.title}</a></strong>
<ul><li><a href="#keys-and-scopes">Keys and scopes</a></li><li><a href="#errors">Errors</a></li><li><a href="/openapi.json">openapi.json</a></li></ul>
${groups.map(
  ({ name, operations }) => html`<h2>${name}</h2>
<ul>${operations.map(({ id, summary }) => html`<li><a href="#${id}">${summary}</a></li>`)}</ul>`,
)}
</nav>
<main id="content">
<h1>${info.title}</h1>
<p class="lead">${info.summary}. Version ${info.version}.</p>
<div class="prose">${paragraphs(info.description)}</div>
${access(publicUrl)}
${errors()}
${groups.map(
  ({
    name,
    description,
    operations,
  }) => html`<section id="tag-${name}"><h2>${name}</h2><p>${inline(description)}</p>
${operations.map((operation) => article(operation, publicUrl))}</section>`,
)}
</main>
</div>
</body>
</html>
`.text
  // The style is ours, and its quotes are quotes: escaped, it would be another style than the policy names.
  return `${page}${STYLE}</style>${body}`
}

function access(publicUrl: string): Html {
  const scopes = [...new Set(OPERATIONS.flatMap((operation) => operation.scopes))]
  return html`<section id="keys-and-scopes"><h2 class="plain">Keys and scopes</h2><div class="prose">
${Object.values(DOCUMENT.components.securitySchemes).map(({ description }) => paragraphs(description))}
<p>Scopes: ${scopes.map((scope, at) => html`${at > 0 ? ', ' : ''}<code>${scope}</code>`)}.</p>
<p>The samples on this page go on from here:</p>
<pre tabindex="0">${sdkSetup(publicUrl)}</pre>
</div></section>`
}

function errors(): Html {
  return html`<section id="errors"><h2 class="plain">Errors</h2>
<p class="prose">Every error is <code>application/problem+json</code> with a <code>code</code> to decide by, a <code>detail</code> to read and the <code>requestId</code>. The same call may be sent again where it says so.</p>
<div class="wide"><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">Send again</th></tr></thead><tbody>
${Object.entries(ERRORS).map(
  ([code, { status, title, retryable }]) =>
    html`<tr><td><code>${code}</code></td><td>${status}</td><td>${title}</td><td>${retryable ? 'yes' : ''}</td></tr>\n`,
)}</tbody></table></div></section>`
}

function article(operation: DocumentedOperation, publicUrl: string): Html {
  const { id, method, path, summary, description, body, answers } = operation
  const sdk = sdkSample(operation)
  return html`<article id="${id}">
<div><h3><a href="#${id}">${summary}</a></h3>
<p class="call"><span class="method ${method}">${method}</span><code>${path}</code></p>
<p class="who">${caller(operation)}</p>
${paragraphs(description)}
${parameters(operation.parameters, ['path', 'query'])}
${Object.entries(body).map(([type, { schema }], at) => {
  const head = html`<summary><h4>Body, <code>${type}</code></h4></summary>`
  const fields = schemaTree(schema) ?? html`<p>The file itself.</p>`
  return html`<details${at === 0 ? html` open` : undefined}>${head}${fields}</details>`
})}
${parameters(operation.parameters, ['header'])}
<h4>Answers</h4>
${answers.map(([status, answer]) => {
  const [[type, content] = []] = Object.entries(answer.content ?? {})
  const head = html`<span class="status">${status}</span>${inline(answer.description)}`
  const tree = content && schemaTree(content.schema)
  if (tree)
    return html`<details class="answer"><summary>${head} <span class="type">${typeOf(content.schema)}</span></summary>${tree}</details>`
  return html`<div class="answer">${head}${type ? html` <span class="type">${type}</span>` : undefined}</div>`
})}
<div class="answer"><a href="#errors">Errors</a></div>
</div>
<div class="samples"><h4>curl</h4><pre tabindex="0">${curlSample(operation, publicUrl)}</pre>
${sdk ? html`<h4>SDK</h4><pre tabindex="0">${sdk}</pre>` : undefined}</div>
</article>`
}

function caller({ scheme, scopes }: DocumentedOperation): Html {
  if (!scheme) return html`No key`
  const key = scheme === 'publishableKey' ? 'Publishable key' : 'Secret key'
  if (scopes.length === 0) return html`${key}`
  return html`${key} with ${scopes.map((scope, at) => html`${at > 0 ? ', ' : ''}<code>${scope}</code>`)}`
}

const PLACES = { path: 'Path', query: 'Query', header: 'Headers' } as const

function parameters(all: Parameter[], places: Parameter['in'][]): Html[] {
  return places.flatMap((place) => {
    const here = all.filter((entry) => entry.in === place)
    if (here.length === 0) return []
    return html`<h4>${PLACES[place]}</h4><ul class="fields">${here.map(
      ({ name, description, schema, required = false }) =>
        html`<li><code class="name">${name}</code> ${facts(description ? { ...schema, description } : schema, required)}</li>`,
    )}</ul>`
  })
}
