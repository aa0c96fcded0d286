import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { fullFaults } from '../src/full-faults.ts'
import { type Call, createSend } from '../src/request.ts'
import { settingsOf } from '../src/settings.ts'
import { VERSION } from '../src/version.ts'
import { accessOf, type GlobalOptions } from './connect.ts'
import { CliError, EXIT } from './exit.ts'
import { printJson } from './output.ts'

const HELP = `
  vitrine api get /v1/tenants?limit=5
  vitrine api get /products --all
  vitrine api post /collections -d '{ "name": "Drinkware" }'
  vitrine api post /products -d @product.json
  jq … | vitrine api patch /tenants/tnt_… -d -`

type Options = GlobalOptions & { data?: string; all?: boolean; idempotencyKey?: string }

export function addApi(program: Command, signal: AbortSignal): void {
  const api = program
    .command('api')
    .description('Any call of the API; prints its answer as JSON.')
    .addHelpText('after', HELP)
  for (const method of ['get', 'post', 'patch', 'put', 'delete'] as const) {
    const command = api
      .command(`${method} <path>`)
      .description(`${method.toUpperCase()} a path, with or without /v1.`)
    if (method === 'get') command.option('--all', 'every item of every page of a list, one a line')
    else command.option('-d, --data <json>', 'body: JSON, @file, or - for standard input')
    if (method === 'post')
      command.option('--idempotency-key <key>', 'repeated with it, the call does nothing twice')
    command.action(async (path: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>()
      const call = {
        ...callOf(method.toUpperCase() as Call['method'], path),
        body: await bodyOf(options.data),
      }
      const send = await sender(options)
      const { idempotencyKey, all } = options
      const ask = (more = {}) => send<unknown>({ ...call, ...more, options: { signal, idempotencyKey } })
      if (all) await printAll((query) => ask({ query }), call.query)
      else {
        const answer = await ask()
        if (answer !== undefined) printJson(answer)
      }
    })
  }
}

async function sender(options: GlobalOptions) {
  const { apiKey, baseUrl } = await accessOf(options)
  const prepare = ({ headers }: { headers: Headers }) => {
    headers.set('authorization', `Bearer ${apiKey}`)
    headers.set('user-agent', `vitrine-cli/${VERSION}`)
  }
  return createSend(settingsOf({ baseUrl }, { faults: fullFaults, prepare }))
}

function callOf(
  method: Call['method'],
  text: string,
): Pick<Call, 'method' | 'path'> & { query: Record<string, string> } {
  const { pathname, searchParams } = new URL(text.replace(/^\/*/, '/'), 'http://api')
  const path = pathname
    .replace(/^\/v1(?=\/)/, '')
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent)
  if (path.length === 0) throw new CliError(EXIT.input, 'The path is empty. Say one like /tenants.')
  if (path.at(-1) === 'events' && path.length > 1)
    throw new CliError(EXIT.input, 'That is a stream: use the SDK, or curl -N.')
  return { method, path, query: Object.fromEntries(searchParams) }
}

async function bodyOf(data: string | undefined): Promise<unknown> {
  if (data === undefined) return undefined
  const source =
    data === '-'
      ? await text(process.stdin)
      : data.startsWith('@')
        ? await readFile(data.slice(1), 'utf8')
        : data
  try {
    return JSON.parse(source)
  } catch (error) {
    throw new CliError(EXIT.input, `The body is no JSON: ${(error as Error).message}`)
  }
}

/** A line for each item, as soon as it is there: what reads them may stop at any. */
async function printAll(
  ask: (query: object) => Promise<unknown>,
  query: Record<string, string>,
): Promise<void> {
  for (let cursor: string | null = null; ; ) {
    const page = (await ask({ limit: '100', ...query, ...(cursor && { cursor }) })) as Partial<{
      data: unknown[]
      nextCursor: string
    }>
    if (!Array.isArray(page.data)) throw new CliError(EXIT.input, 'That is no list: leave --all out.')
    for (const item of page.data) process.stdout.write(`${JSON.stringify(item)}\n`)
    if (!page.nextCursor) return
    cursor = page.nextCursor
  }
}
