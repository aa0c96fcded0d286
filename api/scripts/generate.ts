// Makes what follows from openapi.yaml: the types of the API and the SDK, and the document as a module (so that
// neither a bundle nor a server has to find a file). With --check it writes nothing and fails on any difference.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import { parse } from 'yaml'

const root = new URL('../../', import.meta.url)
const check = process.argv.includes('--check')
const note = '// Generated from openapi.yaml by `npm run generate`; edit that instead.\n'

const text = await readFile(new URL('openapi.yaml', root), 'utf8')
const spec = parse(text) as Record<string, unknown>
const types =
  note +
  astToString(await openapiTS(text, { alphabetize: false, defaultNonNullable: false, exportType: true }))
const module =
  `${note}// biome-ignore-all format: one line, to be read by machines\n` +
  `export const spec: Record<string, unknown> = JSON.parse(${JSON.stringify(JSON.stringify(spec))})\n`

const outputs: Record<string, string> = {
  'api/src/contract/types.gen.ts': types,
  'api/src/contract/spec.gen.ts': module,
  'sdk/src/types.gen.ts': types,
}

let stale = 0
for (const [path, content] of Object.entries(outputs)) {
  const url = new URL(path, root)
  const current = await readFile(url, 'utf8').catch(() => '')
  if (current === content) continue
  if (check) {
    stale += 1
    console.error(`${path} does not follow from openapi.yaml: run npm run generate`)
  } else {
    await writeFile(url, content)
    console.log(`wrote ${path}`)
  }
}
if (stale > 0) process.exit(1)
