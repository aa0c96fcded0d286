// The placement editor in a back office, its secret key kept on the server.
//
//   VITRINE_URL=http://localhost:8080 VITRINE_KEY=sk_… node widget/examples/placement-editor/server.js
//
// The page asks this server, which adds the key and lets nothing through but what the editor needs. Whoever may open
// the page may move logos: put your own sign-in where `mayEdit` is. Without a key it hands on the session of a person
// whom Clerk signed in on the page, as page.js shows.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'

const NEEDED = [
  ['GET', /^\/v1\/(products|packs|collections|tenants)(\?|$)/],
  ['GET', /^\/v1\/(products|packs|collections)\/[\w-]+$/],
  ['PUT', /^\/v1\/(products|packs|collections)\/[\w-]+\/placement$/],
  ['POST', /^\/v1\/(placements\/validate|previews)$/],
]
const PASSED_ON = ['content-type', 'if-match']
const PASSED_BACK = ['content-type', 'etag', 'vitrine-legibility', 'retry-after', 'x-request-id']
const LIMIT_BYTES = 100_000

const PAGES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
}

/** @param {{ api: string, key?: string, mayEdit?: (request: import('node:http').IncomingMessage) => boolean }} options */
export function createBackOffice({ api, key, mayEdit = () => true }) {
  return createServer(async (request, response) => {
    try {
      if (!mayEdit(request)) return void response.writeHead(403).end()
      const url = request.url ?? '/'
      if (url.startsWith('/vitrine/')) return await forward(request, response, url.slice('/vitrine'.length))
      const page = PAGES[url.split('?')[0]]
      if (!page) return void response.writeHead(404).end()
      const [file, type] = page
      const body = await readFile(new URL(file, import.meta.url), 'utf8')
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy(api) })
      response.end(body.replaceAll('{{api}}', api))
    } catch (error) {
      console.error(error)
      if (!response.headersSent) response.writeHead(502)
      response.end()
    }
  })

  async function forward(request, response, path) {
    const needed = NEEDED.some(([method, pattern]) => method === request.method && pattern.test(path))
    // Another site's page could make a browser that is signed in here ask as well.
    const foreign = request.headers['sec-fetch-site'] && request.headers['sec-fetch-site'] !== 'same-origin'
    if (!needed || foreign) return void response.writeHead(403).end()
    const headers = key ? { authorization: `Bearer ${key}` } : {}
    const names = key ? PASSED_ON : [...PASSED_ON, 'authorization']
    for (const name of names) if (request.headers[name]) headers[name] = request.headers[name]
    if (request.method === 'POST') headers['idempotency-key'] = crypto.randomUUID()
    const body = request.method === 'GET' ? undefined : await read(request)
    const answer = await fetch(api + path, { method: request.method, headers, body, redirect: 'manual' })
    const back = PASSED_BACK.filter((name) => answer.headers.has(name))
    response.writeHead(answer.status, Object.fromEntries(back.map((name) => [name, answer.headers.get(name)])))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }
}

async function read(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > LIMIT_BYTES) throw new Error('a placement is not that long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** All that the editor needs: scripts and pictures from the API, requests to this server, its own previews. */
function policy(api) {
  return [
    `default-src 'none'`,
    `script-src 'self' ${api}`,
    `style-src 'self'`,
    `img-src ${api} blob:`,
    `connect-src 'self' ${api}`,
    `base-uri 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html`,
  ].join('; ')
}

if (process.argv[1] === import.meta.filename) {
  const { VITRINE_URL = 'http://localhost:8080', VITRINE_KEY, PORT = '8090' } = process.env
  if (!VITRINE_KEY) console.log('No VITRINE_KEY: the page sends the session of whoever is signed in with Clerk.')
  createBackOffice({ api: VITRINE_URL.replace(/\/+$/, ''), key: VITRINE_KEY }).listen(Number(PORT), '127.0.0.1', () =>
    console.log(`The placement editor is at http://localhost:${PORT}`),
  )
}
