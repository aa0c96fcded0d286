import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const INTEGRITY = new URL('../../../widget/dist/vitrine.js.sri', import.meta.url)

/** A site of somebody else's, on another origin than the API, under the strictest policy the widget promises. */
export interface Host {
  origin: string
  /**
   * The address of a page that holds a portal; attributes of the tag, and `lang` of the page. `ahead` is no attribute but
   * has the page load the first screen beside the script.
   */
  page(attributes: Record<string, string>, lang?: string): string
  stop(): Promise<void>
}

export async function startHost(api: string): Promise<Host> {
  const integrity = readFileSync(INTEGRITY, 'utf8').trim()
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host')
    if (pathname !== '/') return void response.writeHead(404).end()
    const nonce = randomBytes(16).toString('base64')
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy(api, nonce),
    })
    response.end(html({ api, nonce, integrity, attributes: searchParams }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    page: (attributes, lang = 'fr') => `${origin}/?${new URLSearchParams({ ...attributes, lang })}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function policy(api: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src ${api}`,
    `connect-src ${api}`,
    `base-uri 'none'`,
    `require-trusted-types-for 'script'`,
    'trusted-types lit-html',
  ].join('; ')
}

function html(options: {
  api: string
  nonce: string
  integrity: string
  attributes: URLSearchParams
}): string {
  const { api, nonce, integrity, attributes } = options
  const { lang = 'fr', ahead, ...given } = Object.fromEntries(attributes)
  const preload = `<link rel="preload" as="fetch" crossorigin href="${api}/portal/${given.portal}/first.json">`
  const written = Object.entries(given).map(([name, value]) => `${name}="${value}"`)
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Host</title>
${ahead ? preload : ''}
<style nonce="${nonce}">body { margin: 0 } vitrine-portal { display: block; min-height: 100vh }</style>
<script type="module" nonce="${nonce}" src="${api}/widget/v1/vitrine.js" integrity="${integrity}" crossorigin></script>
</head>
<body><vitrine-portal ${written.join(' ')}></vitrine-portal><p id="after">After</p></body>
</html>`
}
