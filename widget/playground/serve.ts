import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: 'http://127.0.0.1:8080' },
    port: { type: 'string', default: '5180' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(`Shows the widget with all its attributes, themes and events, on the portals of a Vitrine that runs.

  npm run playground -w widget -- [--api ${values.api}] [--port ${values.port}]

Start one with npm run demo.`)
  process.exit()
}

const api = new URL(values.api)
const root = new URL('../', import.meta.url)
const files: Record<string, [path: string, type: string]> = {
  '/': ['playground/index.html', 'text/html'],
  '/playground.js': ['playground/playground.js', 'text/javascript'],
  '/playground.css': ['playground/playground.css', 'text/css'],
  '/themes/atelier.css': ['themes/atelier.css', 'text/css'],
  '/themes/studio.css': ['themes/studio.css', 'text/css'],
  '/custom-elements.json': ['dist/custom-elements.json', 'application/json'],
}

createServer(async (asked, answer) => {
  const { pathname } = new URL(asked.url ?? '/', api)
  const [, slug] = /^\/key\/([\w-]+)$/.exec(pathname) ?? []
  const file = files[pathname]
  if (file) {
    const [path, type] = file
    answer.setHeader('Content-Type', `${type}; charset=utf-8`)
    answer.end(await readFile(new URL(path, root)))
  } else if (slug) {
    answer.setHeader('Content-Type', 'application/json')
    answer.end(JSON.stringify({ key: await hostedKey(slug) }))
  } else forward(asked, answer)
}).listen(Number(values.port), '127.0.0.1', () =>
  console.log(`Playground: http://127.0.0.1:${values.port}/  (API: ${api.origin})`),
)

/** Everything else is the API's, which is told that the page is its own: no key of a playground's need be made. */
function forward(asked: IncomingMessage, answer: ServerResponse): void {
  const headers = { ...asked.headers, host: api.host, ...(asked.headers.origin && { origin: api.origin }) }
  const passed = request(new URL(asked.url ?? '/', api), { method: asked.method, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers)
    got.pipe(answer)
  })
  passed.on('error', (error) => {
    if (!answer.headersSent) answer.writeHead(502)
    answer.end(`${api.origin} does not answer (${error.message}). Is it running? npm run demo`)
  })
  asked.pipe(passed)
}

/** The key that the hosted page of a portal carries. */
async function hostedKey(slug: string): Promise<string | undefined> {
  const page = await fetch(new URL(`/portal/${slug}`, api))
    .then((got) => got.text())
    .catch(() => '')
  return /publishable-key="(pk_\w+)"/.exec(page)?.[1]
}
